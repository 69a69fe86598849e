"""lines -> Decision: cleaning, metadata, sections, stated outcomes and areas, by rule."""
