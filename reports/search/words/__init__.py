"""The words of texts and queries (分词), by jieba and the archive's own terms."""
