"""Copied text: sentences compared with masks, near copies, what stands where first."""
