//! Cells, wrapping and right-to-left text.

use proptest::prelude::*;

use crate::{
    config::{Bidi, TerminalFacts},
    tui::{bidi, cells, link, terminal},
};

#[test]
fn widths_are_those_that_a_terminal_draws() {
    let check = |text: &str, width: usize| assert_eq!(cells::width(text), width, "{text:?}");
    check("Ménaka", 6);
    check("الاسلام", 7);
    check("هَاجَمَ", 4);
    check("a\u{202e}b\u{200b}c", 3);
    check("a\x1b[31mb", 6);
    check("漢字", 4);
    check(&format!("a{}", "\u{301}".repeat(10_000)), 1);
}

#[test]
fn text_is_cut_with_a_sign_and_filled() {
    let check = |text: &str, width, expected: &str| assert_eq!(cells::fit(text, width), expected);
    check("Gao", 5, "Gao  ");
    check("Bougouni", 5, "Boug…");
    check("漢字漢字", 4, "漢… ");
    check("abc", 0, "");
    assert_eq!(cells::fit_right("12", 4), "  12");
}

#[test]
fn paragraphs_break_at_blanks() {
    let check = |text: &str, width, expected: &[&str]| {
        let lines: Vec<&str> = cells::wrap(text, width)
            .into_iter()
            .map(|it| text.get(it).expect("a boundary"))
            .collect();
        assert_eq!(lines, expected, "{text:?} at {width}");
    };
    check("one two three", 7, &["one two", "three"]);
    check("one two three", 8, &["one two", "three"]);
    check("abcdefgh", 3, &["abc", "def", "gh"]);
    check("", 5, &[""]);
    check("a  b", 1, &["a", "b"]);
}

#[test]
fn arabic_is_turned_and_numbers_and_names_in_it_are_not() {
    let check = |text: &str, expected: &str| assert_eq!(bidi::line(text, Bidi::Program), expected);
    check("Gao", "Gao");
    check("غاو", "واغ");
    check("غاو 12 FLA", "FLA 12 واغ");
    check("at غاو now", "at واغ now");
    check("(غاو)", "(واغ)");
    assert_eq!(bidi::line("غاو", Bidi::Terminal), "غاو");
}

#[test]
fn nothing_from_outside_ends_a_sequence() {
    let sent = terminal::notification("a\x07b\x1b]0;x\u{9d}c\n");
    assert_eq!(sent.matches('\x07').count(), 1);
    assert_eq!(sent.matches('\x1b').count(), 1);
    assert!(!sent.contains('\u{9d}') && !sent.contains('\n'));
    assert_eq!(terminal::clipboard("hi", false), "\x1b]52;c;aGk=\x07");
    let wrapped = terminal::clipboard("hi", true);
    assert!(wrapped.ends_with("\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\"), "{wrapped:?}");
}

#[test]
fn answers_of_the_terminal_are_told_from_what_was_typed() {
    let check = |bytes: &[u8], synchronized: bool, typed: &str| {
        let (probe, answered) = terminal::read_probe(bytes);
        assert_eq!((probe.synchronized, probe.typed.as_str()), (synchronized, typed), "{bytes:?}");
        assert_eq!(answered, bytes.contains(&b'c'), "{bytes:?}");
    };
    check(b"\x1b[?2026;2$y\x1b[?62;22c", true, "");
    check(b"\x1b[?2026;0$y\x1b[?6c", false, "");
    check(b"\x1b[?6c", false, "");
    check(b"jj\x1b[?2026;1$y\x1b[?6cq", true, "jjq");
    check(b"", false, "");
    let (probe, _) = terminal::read_probe(b"j\x1bP>|tmux 3.4\x1b\\\x1b[?2026;2$y\x1b[?6ck");
    assert_eq!((probe.version.as_deref(), probe.typed.as_str()), (Some("tmux 3.4"), "jk"));
    assert!(probe.synchronized);
}

#[test]
fn links_go_to_terminals_that_have_them() {
    let facts = |term: &str, tmux| TerminalFacts {
        term: Some(term.to_owned()),
        tmux,
        ..TerminalFacts::default()
    };
    for (term, tmux, version, expected) in [
        ("dumb", false, Some("kitty(0.32.1)"), false),
        ("tmux-256color", true, Some("tmux 3.3a"), false),
        ("tmux-256color", true, Some("tmux 3.4"), true),
        ("tmux-256color", true, None, false),
        ("xterm-256color", false, Some("VTE(7600)"), true),
        ("xterm-256color", false, Some("XTerm(390)"), false),
        ("xterm-256color", false, None, false),
        ("xterm-kitty", false, None, true),
        ("linux", false, None, false),
    ] {
        assert_eq!(link::supported(&facts(term, tmux), version), expected, "{term} {version:?}");
    }
}

#[test]
fn a_hostile_address_is_no_link_or_cannot_end_it() {
    for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://a\x1b\\b", "https://a\nb", ""]
    {
        assert_eq!(link::target(bad), None, "{bad:?}");
    }
    assert_eq!(link::target(&format!("https://{}", "a".repeat(3_000))), None);
    let target = link::target("https://a.example/غاو?q=\u{202e} ;x").expect("a link");
    assert!(target.bytes().all(|it| (b'!'..=b'~').contains(&it)), "{target}");
}

proptest! {
    #[test]
    fn a_fitted_text_has_its_width(text in "\\PC*", width in 0_usize..40) {
        prop_assert_eq!(cells::width(&cells::fit(&text, width)), width);
    }

    #[test]
    fn wrapping_loses_nothing_but_blanks(text in "[a-zéا-ي \u{64b}]{0,80}", width in 1_usize..20) {
        let lines = cells::wrap(&text, width);
        let kept: String = lines.iter().filter_map(|it| text.get(it.clone())).collect();
        let bare = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect::<String>();
        prop_assert_eq!(bare(&kept), bare(&text));
        for line in lines {
            prop_assert!(cells::width(text.get(line).expect("a boundary")) <= width);
        }
    }

    #[test]
    fn turning_keeps_every_letter(text in "[a-z0-9 ا-ي()]{0,40}") {
        let mut turned: Vec<char> = bidi::line(&text, Bidi::Program).chars().collect();
        let mut plain: Vec<char> = text.chars().collect();
        turned.retain(|it| !"()".contains(*it));
        plain.retain(|it| !"()".contains(*it));
        turned.sort_unstable();
        plain.sort_unstable();
        prop_assert_eq!(turned, plain);
    }
}
