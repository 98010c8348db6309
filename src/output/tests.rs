use super::table::{Look, Side, Table, cut};

fn drawn(table: &Table, width: Option<usize>) -> String {
    let mut out = Vec::new();
    table.write(Look { width, color: false }, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn columns_are_as_wide_as_their_cells() {
    let mut table =
        Table::new(&[("town", Side::Left), ("dead", Side::Right), ("what", Side::Left)]);
    table.row(["Ménaka".into(), "3".into(), "attack on a base".into()]);
    table.row(["كيدال".into(), "120".into(), "car bomb".into()]);
    insta::assert_snapshot!(drawn(&table, None), @r"
    town    dead  what
    Ménaka     3  attack on a base
    كيدال    120  car bomb
    ");
    insta::assert_snapshot!(drawn(&table, Some(24)), @r"
    town    dead  what
    Ménaka     3  attack on…
    كيدال    120  car bomb
    ");
}

#[test]
fn a_cell_carries_no_control_byte() {
    let mut table = Table::new(&[("title", Side::Left)]);
    table.row(["a\u{1b}]0;owned\u{7}\nb\u{9b}31m".into()]);
    let text = drawn(&table, None);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn cutting_keeps_letters_whole() {
    assert_eq!(cut("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
    assert_eq!(cut("e\u{301}te\u{301}s", 3), "e\u{301}t…");
    assert_eq!(cut("界界界", 5), "界界…");
}
