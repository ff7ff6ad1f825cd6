"""The nouns: records, fields, regions, money, dates, problems. Knows no file, no HTML and no other room."""
