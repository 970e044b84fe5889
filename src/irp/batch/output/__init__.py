"""Where a batch writes: store, manifest, review pages, lock and progress."""
