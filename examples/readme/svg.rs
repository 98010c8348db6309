//! A terminal's screen as a picture that scales: SVG, one piece of text for each run of one look.

use std::fmt::Write as _;

/// Pixels of a cell.
const CELL: (f64, f64) = (8.4, 18.0);
const MARGIN: f64 = 12.0;
const PAPER: &str = "#16181d";
const INK: &str = "#d7dae0";

/// The colours of the first sixteen, as terminals usually have them.
const SIXTEEN: [&str; 16] = [
    "#16181d", "#d55e00", "#009e73", "#e69f00", "#0072b2", "#cc79a7", "#56b4e9", "#d7dae0",
    "#8a8a8a", "#ff7f2a", "#2cc596", "#ffc04d", "#3f9ad6", "#e6a3c8", "#8fd0f5", "#ffffff",
];

/// How a run looks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: Option<String>,
    bold: bool,
    underline: bool,
}

/// The picture.
pub(crate) fn of(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (u16::from(rows), u16::from(columns));
    let (width, height) =
        (f64::from(columns) * CELL.0 + 2.0 * MARGIN, f64::from(rows) * CELL.1 + 2.0 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n"
    );
    for y in 0..rows {
        row(&mut out, screen, y, columns);
    }
    out.push_str("</svg>\n");
    out
}

fn row(out: &mut String, screen: &vt100::Screen, y: u16, columns: u16) {
    let mut x = 0;
    while x < columns {
        let from = x;
        let Some(first) = screen.cell(y, x).map(look) else { return };
        let mut text = String::new();
        while let Some(cell) = screen.cell(y, x).filter(|it| look(it) == first) {
            if !cell.is_wide_continuation() {
                text.push_str(if cell.has_contents() { cell.contents() } else { " " });
            }
            x += 1;
        }
        piece(out, (from, x - from, y), &text, &first);
    }
}

fn piece(out: &mut String, (x, cells, y): (u16, u16, u16), text: &str, look: &Look) {
    let left = MARGIN + f64::from(x) * CELL.0;
    let top = MARGIN + f64::from(y) * CELL.1;
    let wide = f64::from(cells) * CELL.0;
    if let Some(paper) = &look.paper {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
    let line = if look.underline { " text-decoration=\"underline\"" } else { "" };
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" style=\"direction:ltr;unicode-bidi:bidi-override\" \
         fill=\"{}\"{bold}{line}>{escaped}</text>",
        top + CELL.1 - 4.5,
        look.ink
    );
}

fn look(cell: &vt100::Cell) -> Look {
    let ink = colour(cell.fgcolor());
    let paper = colour(cell.bgcolor());
    let (ink, paper) = if cell.inverse() {
        (
            Some(paper.unwrap_or_else(|| PAPER.to_owned())),
            Some(ink.unwrap_or_else(|| INK.to_owned())),
        )
    } else {
        (ink, paper)
    };
    Look {
        ink: ink.unwrap_or_else(|| INK.to_owned()),
        paper,
        bold: cell.bold(),
        underline: cell.underline(),
    }
}

fn colour(colour: vt100::Color) -> Option<String> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        vt100::Color::Idx(n) => Some(indexed(n)),
    }
}

/// The 256 colours: sixteen, a cube of six, and greys.
fn indexed(n: u8) -> String {
    let level = |it: u8| if it == 0 { 0 } else { 55 + it * 40 };
    match n {
        0..=15 => SIXTEEN[usize::from(n)].to_owned(),
        16..=231 => {
            let n = n - 16;
            let (r, g, b) = (level(n / 36), level(n / 6 % 6), level(n % 6));
            format!("#{r:02x}{g:02x}{b:02x}")
        }
        _ => {
            let grey = 8 + (n - 232) * 10;
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}
