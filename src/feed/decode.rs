//! Bytes to characters: which encoding, by what they say and by what they are.
//!
//! A byte-order mark decides; then what is valid UTF-8 with letters beyond ASCII is UTF-8 whatever
//! it is declared to be (no other encoding looks like it by chance); then the declaration: the
//! server's, the document's own; then what the bytes look like.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a document its declaration is looked for.
const HEAD: usize = 2048;

/// The characters of bytes from a server: what cannot be read becomes U+FFFD.
pub(super) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some(text) = utf32(bytes) {
        return Cow::Owned(text);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(b"")).0;
    }
    if let Some(wide) = unmarked_utf16(bytes) {
        return wide.decode_without_bom_handling(bytes).0;
    }
    let declared = content_type.and_then(charset_of).or_else(|| declared(bytes));
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Of what is ASCII throughout only the encodings that shift by escapes mean something else.
        let shifts = declared.filter(|it| !it.is_ascii_compatible() && text.contains('\x1b'));
        return match shifts {
            Some(encoding) => encoding.decode_without_bom_handling(bytes).0,
            None => Cow::Borrowed(text),
        };
    }
    let encoding = match declared {
        Some(it) if it != UTF_8 => it,
        _ if mostly_utf8(bytes) => UTF_8,
        _ => guessed(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// The characters of a file, which must be text: `None` when its bytes are no text in UTF-8, in
/// the encoding that they declare, or in one that makes words of them.
pub(super) fn decode_file<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Option<Cow<'a, str>> {
    let sure = std::str::from_utf8(bytes).is_ok()
        || utf32(bytes).is_some()
        || content_type.and_then(charset_of).or_else(|| declared(bytes)).is_some();
    let text = decode(bytes, content_type);
    if sure
        || Encoding::for_bom(bytes).is_some_and(|it| it.0 == UTF_8) && !text.contains('\u{fffd}')
    {
        return Some(text);
    }
    (makes_words(&text) && is_in_known_scripts(&text)).then_some(text)
}

/// Whether bytes are no text at all: an archive, a picture, a program. Says what they are.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 10] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x1f\x8b", "gzip data"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"BZh", "bzip2 data"),
    ];
    if let Some((_, name)) = MAGIC.iter().find(|it| bytes.starts_with(it.0)) {
        return Some(name);
    }
    let wide = Encoding::for_bom(bytes).is_some() || unmarked_utf16(bytes).is_some();
    if wide || utf32(bytes).is_some() {
        return None;
    }
    let head = bytes.get(..bytes.len().min(4 * HEAD)).unwrap_or(b"");
    let control = |it: &&u8| **it < 9 || (14..32).contains(*it) && **it != 0x1b;
    let controls = head.iter().filter(control).count();
    (head.contains(&0) || controls * 20 > head.len()).then_some("binary data")
}

/// The charset of a media type (`text/html; charset=iso-8859-1`).
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let lower = content_type.to_ascii_lowercase();
    let label = lower.split_once("charset=")?.1;
    let end = |c: char| c == ';' || c.is_whitespace();
    let label = label.split(end).next()?.trim_matches(['"', '\'']);
    Encoding::for_label(label.as_bytes())
}

/// The encoding that an XML declaration or a `meta` element names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(HEAD))?).to_ascii_lowercase();
    let xml = head.find("<?xml").and_then(|at| head.get(at..)).and_then(|it| it.split("?>").next());
    let named = xml.and_then(|it| it.split_once("encoding")).map(|it| it.1);
    let meta =
        || head.split("<meta").skip(1).find_map(|it| it.split('>').next()?.split_once("charset"));
    let label = named.or_else(|| meta().map(|it| it.1))?;
    let label = label.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = |c: char| c.is_whitespace() || "\"';/>?".contains(c);
    let encoding = Encoding::for_label(label.split(end).next()?.as_bytes())?;
    // It was read as bytes, so it is no UTF-16.
    if encoding == UTF_16LE || encoding == UTF_16BE { Some(UTF_8) } else { Some(encoding) }
}

/// UTF-16 without a mark: every other of the first bytes is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<bool> = bytes.iter().take(16).map(|it| *it == 0).collect();
    let zero = |at: usize| head.iter().skip(at).step_by(2).all(|it| *it);
    let filled = |at: usize| head.iter().skip(at).step_by(2).all(|it| !*it);
    match head.len() >= 8 {
        true if zero(1) && filled(0) => Some(UTF_16LE),
        true if zero(0) && filled(1) => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32 with a mark, or with three zeros beside its first sign.
fn utf32(bytes: &[u8]) -> Option<String> {
    let (first, _) = bytes.split_at_checked(4)?;
    let big = match first {
        [0, 0, 0xfe, 0xff] | [0, 0, 0, b'<'] => true,
        [0xff, 0xfe, 0, 0] | [b'<', 0, 0, 0] => false,
        _ => return None,
    };
    let read = |it: &[u8]| {
        let four = <[u8; 4]>::try_from(it).ok()?;
        let code = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
        char::from_u32(code)
    };
    let chars = bytes.chunks_exact(4).map(read).collect::<Option<String>>()?;
    Some(chars.trim_start_matches('\u{feff}').to_owned())
}

/// Whether the letters beyond ASCII are UTF-8 save a few: a text with a broken byte.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 2
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether most of it is in the scripts around the Mediterranean: chance bytes read as UTF-16 are
/// signs from all over.
fn is_in_known_scripts(text: &str) -> bool {
    let (all, near) = text.chars().fold((0_usize, 0_usize), |(all, near), c| {
        (all + 1, near + usize::from(matches!(c, '\0'..='\u{7ff}' | '\u{2000}'..='\u{206f}')))
    });
    near * 10 >= all * 9
}

/// Whether the characters beyond ASCII stand where letters and typographic signs stand in words.
fn makes_words(text: &str) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let joined = before.is_alphabetic() || next.is_alphabetic();
        match c {
            '\0'..='\x7f' => {}
            '«' | '»' | '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '\u{a0}' | '°' | '€' | 'º' =>
            {
                good += 1;
            }
            _ if c.is_uppercase() && before.is_lowercase() => bad += 1,
            // Letters of Persian and Urdu are in the tables of single bytes, and mean chance.
            '\u{671}'..='\u{6ff}' => bad += 1,
            _ if c.is_alphabetic() && joined => good += 1,
            '،' | '؛' | '؟' | '\u{64b}'..='\u{652}' | '\u{200c}'..='\u{200f}' => good += 1,
            _ => bad += 1,
        }
        before = c;
    }
    bad * 8 <= good
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], content_type: Option<&str>, expected: &str) {
        assert_eq!(decode(bytes, content_type), expected);
    }

    #[test]
    fn what_bytes_say_and_are_decides() {
        check("été".as_bytes(), None, "été");
        check(b"\xef\xbb\xbfx", Some("text/xml; charset=iso-8859-1"), "x");
        check("été".as_bytes(), Some("text/xml; charset=iso-8859-1"), "été");
        check(b"\xe9t\xe9", Some("text/xml; charset=\"ISO-8859-1\""), "été");
        check(
            b"<?xml version='1.0' encoding='windows-1252'?>\x93\xe9",
            None,
            "<?xml version='1.0' encoding='windows-1252'?>“é",
        );
        check(
            b"<meta charset=windows-1256>\xe3\xc7\xe1\xed",
            None,
            "<meta charset=windows-1256>مالي",
        );
        check(b"\xff\xfeh\0i\0", None, "hi");
        check(b"<\0r\0s\0s\0>\0", None, "<rss>");
        check(b"\0\0\0<\0\0\0r", None, "<r");
        check(b"\xff\xfe\0\0h\0\0\0i\0\0\0", None, "hi");
        check(b"caf\xe9 ferm\xe9 par l\x92arm\xe9e", None, "café fermé par l’armée");
        check(b"na\xc3\xafve \xc3\xa9t\xc3\xa9 \xff", None, "naïve été \u{fffd}");
    }

    #[test]
    fn files_that_are_no_text_are_told() {
        assert!(decode_file("plain é".as_bytes(), None).is_some());
        assert!(decode_file(b"caf\xe9 ferm\xe9", None).is_some());
        for bytes in
            [&b"Hello \xc3\x28 world \xa0\xa1"[..], b"\xff\xfe\xfd\xfc nothing", b"a \xff\xff b"]
        {
            assert_eq!(decode_file(bytes, None), None, "{bytes:?}");
        }
        assert_eq!(binary(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(binary(b"a\0b\0\0"), Some("binary data"));
        assert_eq!(binary(b"plain"), None);
        assert_eq!(binary(b"\xff\xfeh\0i\0"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            decode(&bytes, None);
            decode_file(&bytes, Some("text/html; charset=utf-16"));
            binary(&bytes);
        }
    }
}
