use proptest::prelude::*;

use super::*;
use crate::model::{PassageKind, Text};

/// The passages, one a line, with a letter for their kind.
fn shown(text: &Text) -> String {
    let letter = |kind| match kind {
        PassageKind::Title => 'T',
        PassageKind::Heading => 'H',
        PassageKind::Paragraph => 'P',
        PassageKind::Item => 'I',
        PassageKind::Caption => 'C',
    };
    let lines =
        text.passages.iter().map(|it| format!("{} {}", letter(it.kind), text.slice(it.span)));
    lines.collect::<Vec<_>>().join("\n")
}

fn check_html(html: &str, expected: &[&str]) {
    assert_eq!(shown(&clean_html(html)), expected.join("\n"), "{html}");
}

fn check_plain(plain: &str, expected: &[&str]) {
    assert_eq!(shown(&clean_plain(plain)), expected.join("\n"), "{plain}");
}

#[test]
fn html_gives_its_passages() {
    check_html(
        "<h2>Two fronts</h2><p>Gao&nbsp;fell <b>on</b> Monday.</p><ul><li>one<li>two</ul>",
        &["H Two fronts", "P Gao fell on Monday.", "I one", "I two"],
    );
    check_html("plain &amp; simple", &["P plain & simple"]);
    check_html("One.<br/>Two<br>goes on<br><br>three", &["P One.", "P Two goes on", "P three"]);
    check_html("<p>a<td>b</td><td>c</td>", &["P a b c"]);
    check_html("", &[]);
}

#[test]
fn html_captions_are_captions() {
    check_html(
        "<figure><img alt=no><figcaption>A road <i>near</i> Gao</figcaption></figure><p>Text.</p>",
        &["C A road near Gao", "P Text."],
    );
    check_html("<p class='wp-caption-text'>A road</p><p>B.</p>", &["C A road", "P B."]);
    check_html("<p>A road © Somebody/AFP</p>", &["C A road © Somebody/AFP"]);
}

#[test]
fn html_furniture_goes() {
    check_html(
        "<div class='x-entity-placement'><p>Get <a href=u>our course</a> here</p></div><p>A.</p>",
        &["P A."],
    );
    check_html("<script>if (a < b) { p('</p>') }</script><style>p{}</style><p>A.</p>", &["P A."]);
    check_html(
        "<p>A.</p><p><b>More from us:</b></p><ul><li><a href=x>One story</a></li>\
         <li><a href=y>Another story</a></li></ul>",
        &["P A."],
    );
    check_html("<p>A.</p><div class='sharedaddy'><ul><li>Tweet</ul></div>", &["P A."]);
    check_html("<p>A.</p><p>Lire aussi : <a href=x>Autre chose</a></p><p>Partager</p>", &["P A."]);
    check_html("<p>A.</p><p><a href=x>Another story of ours</a></p>", &["P A."]);
    check_html("<p><a href=x>All there is</a></p>", &["P All there is"]);
    check_html("<p hidden>x</p><p style='display: none'>y</p>seen", &["P seen"]);
}

#[test]
fn html_lists_of_the_article_stay() {
    check_html(
        "<p>Three towns:</p><ul><li>Gao, as <a href=x>we</a> said</li><li>Kidal</li></ul>",
        &["P Three towns:", "I Gao, as we said", "I Kidal"],
    );
}

#[test]
fn html_that_calls_everything_an_advertisement_keeps_its_text() {
    check_html("<div class=ads><p>The whole story is here.</p>", &["P The whole story is here."]);
}

#[test]
fn plain_lines_are_paragraphs() {
    check_plain("One.\nTwo.\n\nThree.", &["P One.", "P Two.", "P Three."]);
    check_plain("- one thing\n- another", &["I one thing", "I another"]);
    check_plain(
        "The fall of a town\nThe army left the town on Monday, residents said.",
        &["H The fall of a town", "P The army left the town on Monday, residents said."],
    );
}

#[test]
fn plain_paragraphs_broken_by_blank_lines_are_joined() {
    check_plain("The army went\n\nnorth on Monday.", &["P The army went north on Monday."]);
    check_plain("It is the third coup in the\n\n2020s.", &["P It is the third coup in the 2020s."]);
    let long = "word ".repeat(40);
    check_plain(&format!("{long}Burkina\n\nFaso."), &[&format!("P {long}Burkina Faso.")]);
    check_plain(
        "The army went\n\nA road near Gao [File: A. B./Reuters]\n\nnorth on Monday.",
        &["P The army went north on Monday.", "C A road near Gao [File: A. B./Reuters]"],
    );
}

#[test]
fn plain_text_wrapped_by_hand_is_unwrapped() {
    check_plain(
        "The army said on Monday that two\nof its men were killed near\nGao when their vehicle hit a\n\
         mine. Nobody claimed the attack.",
        &["P The army said on Monday that two of its men were killed near Gao when their vehicle \
           hit a mine. Nobody claimed the attack."],
    );
}

#[test]
fn plain_furniture_goes() {
    check_plain(
        "- Get link\n- X\n- Other Apps\nText here.\nComments\nPost a Comment",
        &["P Text here."],
    );
    check_plain("Text.\nSee also: Something\nاقرأ أيضا: خبر", &["P Text."]);
}

#[test]
fn titles_lose_tags_and_references() {
    for (html, line) in [
        ("A &amp; B", "A & B"),
        ("<b>Gao</b>&#8217;s fall", "Gao’s fall"),
        ("l&#039;arm&eacute;e\n part", "l'armée part"),
        ("<img src=x alt=y>", ""),
    ] {
        assert_eq!(html_line(html), line, "{html}");
    }
}

#[test]
fn what_is_put_together_can_be_taken_apart() {
    let text = assemble(" A title ", &[Block::new(PassageKind::Paragraph, "B\tc")]);
    assert_eq!((text.text.as_str(), text.title()), ("A title\nB c", "A title"));
    assert_eq!(body(&text), "B c");
}

proptest! {
    #[test]
    fn any_markup_gives_clean_passages(html in "[<>/a-d pulidv=\"'&;é\u{202e}\u{1b}\n-]{0,120}") {
        let text = clean_html(&html);
        for passage in &text.passages {
            let words = text.slice(passage.span);
            prop_assert_eq!(sanitize(words), words);
            prop_assert_eq!(words.trim(), words);
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing(plain in "([A-Za-zé]{1,9}[ .,\n]{1,2}){0,40}") {
        let once = clean_plain(&plain);
        prop_assert_eq!(clean_plain(&once.text).text, once.text);
    }
}
