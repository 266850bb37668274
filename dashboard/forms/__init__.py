"""What a form holds and what the store keeps: plain texts to records and back, no Streamlit."""
