//! Text of reports within Markdown, and lists as Markdown tables.

use std::io::{self, Write};

use super::line;

/// Text that Markdown takes literally.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in line(text).chars() {
        if "\\`*_[]<>|#".contains(c) {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A link, or the bare words where the address is none that a reader could follow.
pub fn link(words: &str, url: Option<&str>) -> String {
    match url.map(line) {
        Some(url) if url.starts_with("http://") || url.starts_with("https://") => {
            let url = url.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
            format!("[{}]({})", escape(words), url.replace('<', "%3C").replace('>', "%3E"))
        }
        _ => escape(words),
    }
}

/// Writes the heads of a table.
pub fn heads(names: &[&str], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))
}

/// Writes one row of a table.
pub fn row<'a>(cells: impl Iterator<Item = &'a str>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "|")?;
    for cell in cells {
        write!(out, " {} |", escape(cell))?;
    }
    writeln!(out)
}
