"""What a person sees of each stage: pages, lines, segments and page images."""
