"""What is written: files below `content/`, read into rows, stored records and problems. Knows no HTML page and no theme."""
