//! Base64 (RFC 4648), as Atom content and titles may come.

/// The text in base64, `None` when it is none or no UTF-8; blanks are passed over.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.bytes().filter(|it| !it.is_ascii_whitespace() && *it != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_comes_back() {
        assert_eq!(decode("RXhhbXBsZSA8Yj50\nZXN0PC9iPg==").unwrap(), "Example <b>test</b>");
        assert_eq!(decode("w6k=").unwrap(), "é");
        assert_eq!(decode("not base64!"), None);
        assert_eq!(decode("//4="), None);
    }
}
