"""Words in the reports as a whole (语料分析): how often, where, beside what, and how they set reports apart."""
