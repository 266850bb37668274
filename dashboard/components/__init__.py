"""Parts of the pages: what a page is put together from."""
