//! Tokens of tags and text, read as browsers read them: nothing is ever an error.
//!
//! One reader serves HTML and XML that is too broken for a parser: it knows comments, CDATA,
//! declarations, attributes with and without quotes, and the elements whose content is no markup.
//! It builds no tree and never looks back, so it is linear in the input whatever the nesting.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

/// One piece of markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text with its character references as written; see [`unescape`].
    Text(&'a str),
    /// Text that is meant literally: a CDATA section.
    Literal(&'a str),
    /// A start tag.
    Open(Tag<'a>),
    /// An end tag's name.
    Close(&'a str),
}

/// A start tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name as written, prefix included.
    pub name: &'a str,
    /// Whether it ends in `/>`.
    pub empty: bool,
    inner: &'a str,
}

impl<'a> Tag<'a> {
    /// The attributes as written, in order; names keep their case, values their references.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        Attributes { rest: self.inner }
    }

    /// The value of an attribute, whatever the case of its name, references resolved.
    pub fn value(self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|it| unescape(it.1))
    }
}

/// Which elements hold raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// `script`, `style`, `textarea`, `title` and their like hold text; CDATA is a comment.
    Html,
    /// No element does; CDATA is text.
    Xml,
}

/// Elements of HTML in which a `<` starts no tag.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"];

/// The pieces of a text, in order.
pub fn pieces(text: &str, dialect: Dialect) -> Pieces<'_> {
    Pieces { text, at: 0, dialect, raw: None, subsets: true }
}

/// Iterator of [`pieces`].
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    raw: Option<&'a str>,
    /// Whether an end of a doctype's subset can still come: it is sought in vain but once.
    subsets: bool,
}

impl<'a> Pieces<'a> {
    /// The byte at which the next piece starts.
    pub fn offset(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// What lies before byte `end` of the rest; moves past it.
    fn take(&mut self, end: usize) -> &'a str {
        let taken = self.rest().get(..end).unwrap_or_else(|| self.rest());
        self.at += taken.len();
        taken
    }

    /// The content of an element that holds raw text, up to its end tag.
    fn take_raw(&mut self, name: &str) -> &'a str {
        let rest = self.rest();
        let end = rest.match_indices("</").map(|it| it.0).find(|at| {
            let after = rest.get(at + 2..).unwrap_or("");
            after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
        });
        self.take(end.unwrap_or(rest.len()))
    }

    fn markup(&mut self) -> Option<Piece<'a>> {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            self.skip_past(rest, "-->", 4);
            return None;
        }
        if rest.starts_with("<![CDATA[") && self.dialect == Dialect::Xml {
            self.at += "<![CDATA[".len();
            let inner = self.rest();
            let end = inner.find("]]>");
            let taken = self.take(end.unwrap_or(inner.len()));
            self.at = (self.at + 3 * usize::from(end.is_some())).min(self.text.len());
            return Some(Piece::Literal(taken));
        }
        match rest.as_bytes().get(1) {
            Some(b'!') => {
                self.declaration(rest);
                None
            }
            Some(b'?') => {
                let end = if self.dialect == Dialect::Xml { "?>" } else { ">" };
                self.skip_past(rest, end, 1);
                None
            }
            Some(b'/') => {
                let inner = self.tag(2)?;
                Some(Piece::Close(name_of(inner)))
            }
            Some(it) if it.is_ascii_alphabetic() || *it == b'_' || *it >= 0x80 => {
                let inner = self.tag(1)?;
                Some(Piece::Open(self.open(inner)))
            }
            _ => Some(Piece::Text(self.take(1))),
        }
    }

    fn open(&mut self, inner: &'a str) -> Tag<'a> {
        let name = name_of(inner);
        let empty = inner.ends_with('/');
        let attributes = inner.get(name.len()..).unwrap_or("");
        if self.dialect == Dialect::Html {
            self.raw = RAW.iter().copied().find(|it| it.eq_ignore_ascii_case(name));
        }
        Tag { name, empty, inner: attributes.strip_suffix('/').unwrap_or(attributes) }
    }

    fn skip_past(&mut self, rest: &str, end: &str, from: usize) {
        let found = rest.get(from..).and_then(|it| it.find(end));
        self.at += found.map_or(rest.len(), |at| from + at + end.len());
    }

    /// A doctype, with its internal subset: entities declared there are never read.
    fn declaration(&mut self, rest: &str) {
        let close = rest.find('>').map_or(rest.len(), |it| it + 1);
        let open = rest.get(..close).and_then(|it| it.find('['));
        let subset = open.filter(|_| self.subsets && self.dialect == Dialect::Xml);
        let end = subset.map(|open| rest.get(open..).and_then(end_of_subset).map(|it| open + it));
        self.subsets &= end != Some(None);
        self.at += end.flatten().unwrap_or(close);
    }

    /// The inside of a tag whose name starts `skip` bytes on; `None` when the input ends in it.
    fn tag(&mut self, skip: usize) -> Option<&'a str> {
        let rest = self.rest();
        let inner = rest.get(skip..)?;
        let Some(end) = end_of_tag(inner) else {
            self.at = self.text.len();
            return None;
        };
        let closed = inner.as_bytes().get(end) == Some(&b'>');
        self.at += skip + end + usize::from(closed);
        inner.get(..end).map(str::trim_end)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.raw.take() {
            let text = self.take_raw(name);
            if !text.is_empty() {
                return Some(Piece::Text(text));
            }
        }
        while self.at < self.text.len() {
            let rest = self.rest();
            match rest.find('<') {
                Some(0) => {
                    if let Some(piece) = self.markup() {
                        return Some(piece);
                    }
                }
                found => return Some(Piece::Text(self.take(found.unwrap_or(rest.len())))),
            }
        }
        None
    }
}

/// One past the `]` and `>` that end a doctype's subset.
fn end_of_subset(text: &str) -> Option<usize> {
    text.match_indices(']').find_map(|(at, _)| {
        let after = text.get(at + 1..)?;
        let left = after.trim_start().strip_prefix('>')?;
        Some(text.len() - left.len())
    })
}

/// Where a tag ends: at its `>` outside quotes, or at a `<` that starts the next one.
fn end_of_tag(inner: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, &byte) in inner.as_bytes().iter().enumerate() {
        match (quote, byte) {
            (None, b'>' | b'<') => return Some(at),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    // A quote that never closes: the tag ends where a reader who ignores quotes ends it.
    quote.and(inner.find('>'))
}

fn name_of(inner: &str) -> &str {
    let end = inner.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    inner.get(..end.unwrap_or(inner.len())).unwrap_or("")
}

struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let blank = |c: char| c.is_ascii_whitespace() || c == '/';
        let rest = self.rest.trim_start_matches(blank);
        if rest.is_empty() {
            return None;
        }
        let end =
            rest.find(|c: char| c == '=' || blank(c)).filter(|at| *at > 0).unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(end)?;
        let Some(value) = after.trim_start().strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
            let inner = value.get(1..).unwrap_or("");
            inner.split_once(quote).unwrap_or((inner, ""))
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
            value.split_at_checked(end)?
        };
        self.rest = after;
        Some((name, value))
    }
}

/// The longest name of a character reference that is looked for.
const LONGEST_NAME: usize = 32;

/// Character references resolved as HTML does, those of HTML 4's Latin letters without their
/// semicolon too; what is none stays as written. Numbers of the C1 range mean windows-1252.
pub fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = if let Some((value, left)) = reference(after) {
            out.push_str(&value);
            left
        } else {
            out.push('&');
            after
        };
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a reference stands for, and what follows it.
fn reference(after: &str) -> Option<(Cow<'static, str>, &str)> {
    if let Some(number) = after.strip_prefix('#') {
        return numeric(number);
    }
    let end = after.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    let (name, left) = after.split_at_checked(end)?;
    if let Some(left) = left.strip_prefix(';') {
        let value = resolve_html5_entity(name)
            .or_else(|| resolve_html5_entity(&name.to_ascii_lowercase()))?;
        Some((value.into(), left))
    } else {
        let bare = ["amp", "lt", "gt", "quot", "nbsp"];
        let known = bare.contains(&name) || name.ends_with("acute") || name.ends_with("grave");
        Some((resolve_html5_entity(name).filter(|_| known)?.into(), left))
    }
}

fn numeric(number: &str) -> Option<(Cow<'static, str>, &str)> {
    let (digits, radix) = match number.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16),
        None => (number, 10),
    };
    let end = digits.bytes().take_while(|it| char::from(*it).is_digit(radix)).count();
    let (digits, left) = digits.split_at_checked(end).filter(|it| !it.0.is_empty())?;
    let code = u32::from_str_radix(digits, radix).ok();
    let value = match code {
        Some(code @ 0x80..=0x9f) => windows_1252(code),
        _ => code.and_then(char::from_u32).filter(|it| *it != '\0').unwrap_or('\u{fffd}'),
    };
    Some((value.to_string().into(), left.strip_prefix(';').unwrap_or(left)))
}

fn windows_1252(code: u32) -> char {
    let byte = u8::try_from(code).unwrap_or(b'?');
    let bytes = [byte];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or('\u{fffd}')
}

/// How deep elements nest at most: parsers that build trees take time quadratic in it. Elements
/// without content, and those that end with the next of their kind, do not count.
pub fn depth(html: &str) -> usize {
    const ENDS_BY_ITSELF: [&str; 13] = [
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "tbody", "thead", "rt", "rp",
    ];
    let flat =
        |name: &str| is_void(name) || ENDS_BY_ITSELF.iter().any(|it| it.eq_ignore_ascii_case(name));
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in pieces(html, Dialect::Html) {
        match piece {
            Piece::Open(tag) if !tag.empty && !flat(tag.name) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            Piece::Close(name) if !flat(name) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Elements that have no content and no end tag.
pub fn is_void(name: &str) -> bool {
    #[rustfmt::skip]
    const VOID: [&str; 14] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    VOID.iter().any(|it| it.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, dialect: Dialect) -> String {
        let shown = pieces(text, dialect).map(|piece| match piece {
            Piece::Text(text) => format!("'{text}'"),
            Piece::Literal(text) => format!("={text}="),
            Piece::Open(tag) => format!("<{}{}>", tag.name, if tag.empty { "/" } else { "" }),
            Piece::Close(name) => format!("</{name}>"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    fn check(html: &str, expected: &str) {
        assert_eq!(shown(html, Dialect::Html), expected, "{html}");
    }

    #[test]
    fn tags_and_text_come_in_order() {
        check("<p class=a>x<br/>y</p>", "<p> 'x' <br/> 'y' </p>");
        check("a < b <!-- c --> <?php x ?>d", "'a ' '<' ' b ' ' ' 'd'");
        check("<a title='1 > 0' href=x>y", "<a> 'y'");
        check("<script>if (a<b) '</p>'</script>z", "<script> 'if (a<b) '</p>'' </script> 'z'");
        check("<p <b>x", "<p> <b> 'x'");
        check("<a href=\"x>y</a>", "<a> 'y' </a>");
        check("x<p", "'x'");
        check("", "");
    }

    #[test]
    fn xml_knows_cdata_and_doctypes() {
        let xml = "<?xml?><!DOCTYPE r [<!ENTITY a \"b\">]><r><![CDATA[<b>]]></r><![CDATA[cut";
        assert_eq!(shown(xml, Dialect::Xml), "<r> =<b>= </r> =cut=");
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let Some(Piece::Open(tag)) =
            pieces("<a B='1&amp;2' c=3 d e=\"f g\"/>", Dialect::Html).next()
        else {
            panic!("a tag")
        };
        assert_eq!(tag.value("b").unwrap(), "1&2");
        assert_eq!(tag.value("C").unwrap(), "3");
        assert_eq!(tag.value("d").unwrap(), "");
        assert_eq!(tag.value("e").unwrap(), "f g");
        assert_eq!(tag.value("x"), None);
    }

    #[test]
    fn references_are_resolved_where_they_are_some() {
        let cases = [
            ("caf&eacute; &amp; th&eacute", "café & thé"),
            ("&#8217;&#x2019;&#146;", "’’’"),
            ("AT&T &foo; & &#;", "AT&T &foo; & &#;"),
            ("&#0;&#x110000;", "\u{fffd}\u{fffd}"),
            ("?a=1&copy=2&amp;b", "?a=1&copy=2&b"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }

    #[test]
    fn depth_is_that_of_open_elements() {
        assert_eq!(depth("<div><b>x<br></b><b>y</b></div>"), 2);
        assert_eq!(depth(&"<ul><li>".repeat(600)), 600);
        assert_eq!(depth(&"<p>x<li>y<tr><td>z".repeat(600)), 0);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[<>/!?a-c&;='\" \\[\\]é-]{0,60}") {
            for dialect in [Dialect::Html, Dialect::Xml] {
                prop_assert!(pieces(&text, dialect).count() <= text.len());
            }
            unescape(&text);
        }
    }
}
