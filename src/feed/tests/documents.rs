//! Documents of the kinds that people keep, in words written for these tests.

use super::*;

fn read(path: &str, text: impl AsRef<[u8]>) -> Parsed {
    let document =
        Document { bytes: text.as_ref(), path: Some(path), source: "desk", ..Document::default() };
    super::super::document(&document, now())
}

fn one(path: &str, text: &str) -> Report {
    let parsed = read(path, text);
    assert!(parsed.faults.is_empty() && parsed.reports.len() == 1, "{text}: {parsed:?}");
    parsed.reports.into_iter().next().unwrap()
}

/// Title, date and address as `shown`, and the body's passages.
fn check(path: &str, text: &str, expected: &str, passages: &[&str]) {
    let report = one(path, text);
    assert_eq!(shown(&report), expected, "{text}");
    assert_eq!(body(&report), passages, "{text}");
}

#[test]
fn a_post_of_wordpress() {
    let post = r#"{"id":7,"date":"2026-05-02T10:00:00","date_gmt":"2026-05-02T09:00:00",
        "guid":{"rendered":"https:\/\/x.org\/?p=7"},"status":"publish","link":"https:\/\/x.org\/a\/",
        "title":{"rendered":"Town&#8217;s fall &amp; after"},"content":{"rendered":
        "<div class=\"x-placement\"><p>Get <a href=\"y\">our course<\/a> here<\/p><\/div><p>One dead.<\/p>
        <p><strong>More:<\/strong><\/p><ul><li><a href=\"z\">Something else<\/a><\/li><\/ul>"},
        "excerpt":{"rendered":"<p>One dead.<\/p>"},"_links":{"self":[{"href":"https:\/\/x.org\/wp-json"}]}}"#;
    let expected = "Town’s fall & after\n2026-05-02T09:00:00Z\nhttps://x.org/a/";
    check("a.txt", post, expected, &["One dead."]);
    check("a.json", &format!("[{post}]"), expected, &["One dead."]);
    check("a.json", &format!("{{\"posts\":[{post}]}}"), expected, &["One dead."]);
    let draft = post.replace("publish", "draft");
    assert!(read("a.json", format!("[{draft},{post}]")).reports.len() == 1);
}

#[test]
fn json_of_other_shapes() {
    let expected = "A title\n2026-05-02\nhttps://x.org/a";
    for json in [
        r#"{"title":"A title","text":"Words.","published":"2026-05-02","url":"https://x.org/a"}"#,
        r#"{"headline":"A title","articleBody":"Words.","datePublished":"2026-05-02",
            "@type":"NewsArticle","url":"https://x.org/a?utm_source=x"}"#,
        r#"{"status":"ok","articles":[{"title":"A title","content":"Words.","publishedAt":
            "2026-05-02","url":"https://x.org/a"}]}"#,
        r#"{"data":{"items":[{"name":"A title","body":"Words.","date":"2026-05-02","link":
            "https://x.org/a"}]}}"#,
        r#"{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{"id":7,"title":
            "A title","content_text":"Words.","date_published":"2026-05-02","url":"https://x.org/a"}]}"#,
    ] {
        check("a.json", json, expected, &["Words."]);
    }
    let lines = "{\"title\":\"A\",\"text\":\"B.\"}\n{\"title\":\"C\",\"text\":\"D.\"}\n{broken\n";
    let parsed = read("a.jsonl", lines);
    assert_eq!((parsed.reports.len(), parsed.faults.len()), (2, 1));
    assert_eq!(parsed.faults[0].at, Some(("a.jsonl".to_owned(), 3)));
}

#[test]
fn plain_text_with_title_and_date() {
    let paragraph =
        "The army said on Monday that it had retaken the town after two days of fighting.";
    let expected = "Army retakes a town\n2026-04-26\n-";
    for text in [
        format!("Army retakes a town\n{paragraph}\nPublished: April 26, 2026"),
        format!("Army retakes a town\n\n{paragraph}Published: April 26, 2026"),
        format!("\n\nArmy retakes a town\n{paragraph}\nPublié le 26 avril 2026\n"),
        format!("Army retakes a town\nBy A. Writer | 26 April 2026\n{paragraph}"),
        format!("Title: Army retakes a town\nDate: 26/04/2026\nAuthor: A. W.\n\n{paragraph}"),
        format!("Army retakes a town\n26.04.2026\n{paragraph}"),
        format!("Published On 26/4/2026\nArmy retakes a town\n\n{paragraph}"),
    ] {
        check("a.txt", &text, expected, &[paragraph]);
    }
    check("a.txt", paragraph, "-\n-\n-", &[paragraph]);
}

#[test]
fn what_stands_around_a_plain_article_is_left_out() {
    let text = "Skip to main content\nNews\nAfrica\nArmy retakes a town\nBy A. Writer\n\
        April 26, 2026 5:04 PM\nShare\nThe army said on Monday that it had retaken the town.\n\
        Read more: Another story\nResidents fled on Sunday.\nPublished On 27/4/2026\n\
        Related Topics\nMali\nSahel\n© 2026 A Site. All rights reserved.";
    check(
        "a.txt",
        text,
        "Army retakes a town\n2026-04-26T17:04:00Z\n-",
        &["The army said on Monday that it had retaken the town.", "Residents fled on Sunday."],
    );
    let short = "Kidal falls\n\nThe army left on Monday.";
    check("a.txt", short, "Kidal falls\n-\n-", &["The army left on Monday."]);
}

#[test]
fn day_and_month_are_settled_by_the_text() {
    let published = |text: &str| one("a.txt", text).published.map(|it| it.to_string());
    let head = "Published On 4/7/2026\n";
    let settled = [
        "Fighting began again today, Saturday, near the river.",
        "Fighting began again. On April 25 the town had fallen to the rebels.",
        "Les combats ont repris hier vendredi près du fleuve.",
    ];
    for text in settled {
        assert_eq!(published(&format!("{head}{text}")).unwrap(), "2026-07-04", "{text}");
    }
    let early = "Published On 4/7/2026\nFighting began again today, Tuesday, near the river.";
    assert_eq!(published(early).unwrap(), "2026-04-07");
    let later = "Published On 3/12/2026\nFighting began again near the river.";
    assert_eq!(published(later).unwrap(), "2026-03-12");
    let open = one("a.txt", &format!("{head}Fighting began again near the river."));
    assert_eq!(open.published, None);
    assert_eq!(open.faults[0].what, "published");
}

#[test]
fn what_the_reader_knows_fills_what_is_missing() {
    let document = Document {
        bytes: b"Published On 4/7/2026\nFighting began again near the river.",
        published: Published::parse("2026-07-04"),
        url: Some("https://x.org/a?utm_source=b"),
        source: "desk",
        ..Document::default()
    };
    let parsed = super::super::document(&document, now());
    assert_eq!(shown(&parsed.reports[0]), "-\n2026-07-04\nhttps://x.org/a");
    assert_eq!(parsed.reports[0].publisher, "x.org");
    assert!(parsed.reports[0].faults.is_empty());
}

#[test]
fn addresses_on_a_line_of_their_own() {
    let paragraph = "The army said on Monday that it had retaken the town.";
    for line in ["https://x.org/a", ":رابط المقال <https://x.org/a>", "Source: https://x.org/a"]
    {
        check("a.txt", &format!("{paragraph}\n\n{line}"), "-\n-\nhttps://x.org/a", &[paragraph]);
    }
    let inside = "Residents wrote about the attack on https://x.org/a, a page of the town's youth.";
    check("a.txt", inside, "-\n-\n-", &[inside]);
}

#[test]
fn pages_give_their_article() {
    let paragraphs = (0..6)
        .map(|it| {
            format!(
                "<p>In paragraph {it}, residents said that shots were heard, and that \
            soldiers came to the market in the evening.</p>"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let page = format!(
        r#"<!doctype html><html lang="fr"><head><title>Shots heard - The Site</title>
        <meta property="og:title" content="Shots heard - The Site"><meta property="og:site_name"
        content="The Site"><meta property="article:published_time" content="2026-05-02T08:00:00+01:00">
        <link rel="canonical" href="/a"><link rel="alternate" type="application/rss+xml" href="/feed">
        <script>var x = "<p>no</p>";</script></head><body><nav><a href="/">Home</a></nav><article>
        <h1>Shots heard</h1><figure><img src=x><figcaption>A market</figcaption></figure>{paragraphs}
        <div class="sharedaddy">Share this</div></article><footer>Copyright</footer></body></html>"#
    );
    let document = Document {
        bytes: page.as_bytes(),
        url: Some("https://x.org/a?fbclid=1"),
        source: "desk",
        ..Document::default()
    };
    let parsed = super::super::document(&document, now());
    let report = &parsed.reports[0];
    assert_eq!(shown(report), "Shots heard\n2026-05-02T07:00:00Z\nhttps://x.org/a");
    assert_eq!(report.lang, Some(Lang::En));
    let body = body(report);
    assert_eq!((body.len(), &*body[0]), (7, "[A market]"), "{body:?}");
    let links = feed_links(&page, Some("https://x.org/a"));
    assert_eq!(links[0].url, "https://x.org/feed");
}

#[test]
fn fragments_and_small_pages_are_read_whole() {
    check(
        "a.html",
        "<h1>A town falls</h1><p>Publié le 2 mai 2026 à 10h12</p><p>It fell.</p>",
        "A town falls\n2026-05-02T10:12:00Z\n-",
        &["It fell."],
    );
    check(
        "a.htm",
        "<html><head><title>A town falls</title></head><body><p>It fell.</p></body></html>",
        "A town falls\n-\n-",
        &["It fell."],
    );
}

#[test]
fn what_cannot_be_read_is_one_fault() {
    let deep = format!("<html><body>{}x", "<div>".repeat(600));
    let big = vec![b'a'; LARGEST_DOCUMENT + 1];
    let cases: [(&[u8], &str); 8] = [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"%PDF-1.7 \xe2\xe3", "it is no text but a PDF"),
        (b"\x00\x01\x02binary", "it is no text but binary data"),
        (b"{\"title\":\"half", "it ends too early: line 1 column 14"),
        (b"plain \xff\xfe\xc0 words", "it is not valid UTF-8 and names no other encoding"),
        (deep.as_bytes(), "elements nest 602 deep, more than 512"),
        (&big, "it has 16 MB, more than 16 MB"),
    ];
    for (bytes, why) in cases {
        let parsed = read("dir/a.txt", bytes);
        assert!(parsed.reports.is_empty());
        assert_eq!(parsed.faults, [Fault::new("dir/a.txt", why)]);
    }
}

#[test]
fn captions_and_language() {
    let text = "L’armée a repris la ville lundi, selon des habitants joints par téléphone.\n\
        Des soldats à Gao, le 2 mai 2026. © A. Photographe / AFP\nLire aussi : Un autre article";
    let report = one("a.txt", text);
    assert_eq!(report.lang, Some(Lang::Fr));
    assert_eq!(body(&report)[1], "[Des soldats à Gao, le 2 mai 2026. © A. Photographe / AFP]");
    assert_eq!(body(&report).len(), 2);
}
