"""Campaigns on batches: hostile files, kills at random moments, throughput."""
