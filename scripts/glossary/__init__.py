"""The check of the words that the project uses: `python -m scripts.glossary`."""
