//! What leaves the program as text: tables, JSON lines, CSV, GeoJSON, Markdown.
