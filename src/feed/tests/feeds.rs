//! Feeds as the standards draw them and as people serve them.

use super::*;

fn source() -> SourceEntry {
    toml::from_str("id = 'x'\nname = 'X'\nurl = 'https://x.org/feed'").unwrap()
}

fn read(feed: impl AsRef<[u8]>) -> Parsed {
    parse(&source(), feed.as_ref(), None, "https://x.org/feed", now())
}

/// Every report as "title|date|address|body" with `-` for what it lacks.
fn lines(parsed: &Parsed) -> Vec<String> {
    let line = |it: &Report| format!("{}|{}", shown(it).replace('\n', "|"), body(it).join(" "));
    parsed.reports.iter().map(line).collect()
}

fn check(feed: &str, expected: &[&str]) {
    let parsed = read(feed);
    assert_eq!(lines(&parsed), expected, "{feed}\n{:?}", parsed.faults);
    assert!(parsed.faults.is_empty(), "{feed}: {:?}", parsed.faults);
}

/// An RSS 2.0 feed of one item.
fn rss(item: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>F</title>\
        <link>https://x.org/</link><item>{item}</item></channel></rss>"
    )
}

fn check_item(item: &str, expected: &str) {
    check(&rss(item), &[expected]);
}

#[test]
fn rss_2() {
    check_item(
        "<title>A town falls</title><link>https://x.org/a?utm_source=rss</link>\
         <description>It &lt;b&gt;fell&lt;/b&gt;.</description><guid>https://x.org/?p=1</guid>\
         <pubDate>Sat, 02 May 2026 10:00:00 +0200</pubDate>",
        "A town falls|2026-05-02T08:00:00Z|https://x.org/a|It fell.",
    );
}

#[test]
fn atom_1() {
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><link href='/' rel='self'/>\
         <entry><title type='html'>A &amp;amp; B</title><link rel='replies' href='/r'/>\
         <link href='a'/><id>tag:x.org,2026:1</id><updated>2026-05-02T10:00:00Z</updated>\
         <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>It <b>fell</b>.</p>\
         <p>Then rose.</p></div></content></entry></feed>",
        &["A & B|2026-05-02T10:00:00Z|https://x.org/a|It fell. Then rose."],
    );
}

#[test]
fn rss_1_and_older() {
    check(
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'\
         xmlns:dc='http://purl.org/dc/elements/1.1/'><channel rdf:about='https://x.org/'><title>F</title>\
         <items><rdf:Seq><rdf:li resource='https://x.org/a'/></rdf:Seq></items></channel>\
         <image><title>logo</title><url>u</url></image>\
         <item rdf:about='https://x.org/a'><title>A</title><link>https://x.org/a</link>\
         <dc:date>2026-05-02T10:00:00+00:00</dc:date></item></rdf:RDF>",
        &["A|2026-05-02T10:00:00Z|https://x.org/a|"],
    );
    for version in ["0.91", "0.92", "2", "2.0.1", "3.0", ""] {
        check(
            &format!(
                "<rss version='{version}'><channel><title>F</title><item><title>A</title>\
                <link>https://x.org/a</link></item></channel></rss>"
            ),
            &["A|-|https://x.org/a|"],
        );
    }
    check("<rss><channel><item><title>A</title></item></channel></rss>", &["A|-|-|"]);
}

#[test]
fn atom_03_and_cdf() {
    check(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='base64'>QQ==</title>\
         <link rel='alternate' type='text/html' href='https://x.org/a'/><issued>2026-05-02</issued>\
         <content mode='escaped' type='text/html'>It &lt;i&gt;fell&lt;/i&gt;</content></entry></feed>",
        &["A|2026-05-02|https://x.org/a|It fell"],
    );
    check(
        "<CHANNEL HREF='https://x.org/'><TITLE>F</TITLE><ITEM HREF='https://x.org/a' \
         LASTMOD='2026-05-02T10:00'><TITLE>A</TITLE><ABSTRACT>It fell.</ABSTRACT></ITEM></CHANNEL>",
        &["A|2026-05-02T10:00:00Z|https://x.org/a|It fell."],
    );
}

#[test]
fn json_feeds_with_oddities() {
    let item = r#"{"id":7,"title":null,"content_html":"<p>It fell.</p>","url":"/a",
        "date_published":"2026-05-02T10:00:00Z","attachments":[{"url":"x"}]}"#;
    let feed = format!(
        "\u{feff}{{\"version\":\"https://jsonfeed.org/version/9\",\"title\":\"F\",\
        \"items\":[{item}]}}"
    );
    check(&feed, &["-|2026-05-02T10:00:00Z|https://x.org/a|It fell."]);
    check(r#"{"version":"https://jsonfeed.org/version/1","title":"F","items":[]}"#, &[]);
}

#[test]
fn broken_xml_keeps_its_entries() {
    let two = ["A|-|https://x.org/a|", "B|-|https://x.org/b|"];
    let item = |name: &str, inner: &str| {
        format!(
            "<item><title>{name}</title>{inner}<link>https://x.org/{}</link></item>",
            name.to_lowercase()
        )
    };
    for (before, inner, after) in [
        ("\n\n<!-- x --> junk <?xml version='1.0'?><rss version='2.0'><channel>", "", ""),
        ("<rss version='2.0'><channel>", "<category>a & b</category>", "</channel></rss>"),
        ("<rss version='2.0'><channel>", "<category>x</item_>", "</channel>"),
        ("<rss version='2.0'><channel>", "<b><i></b></i>", "</channel></rss> trailing"),
        ("<rss version='2.0'><channel>", "<category>\u{1}\u{1f}</category>", ""),
        ("<RSS version='2.0'><Channel>", "<author>a@x.org\u{a0}(A)</author>", "</RSS>"),
        ("<rss version=2.0><channel>", "<foo:bar/>", "</channel></rss>"),
        (
            "<rss version='2.0'><channel>",
            "<itunes:duration>99999999999999999999999</itunes:duration>",
            "",
        ),
        ("", "", ""),
    ] {
        let feed = format!("{before}{}{}{after}", item("A", inner), item("B", inner));
        check(&feed, &two);
    }
    // Missing end tags.
    check(
        "<rss version='2.0'><channel><item><title>A<link>https://x.org/a<item><title>B</title>\
         <link>https://x.org/b</channel></rss>",
        &two,
    );
}

#[test]
fn cut_feeds_keep_the_whole_entries() {
    let item = |it: usize| {
        format!("<item><title>T{it}</title><description>Some words here</description></item>")
    };
    let feed = format!("<rss version='2.0'><channel>{}{}{}", item(1), item(2), item(3));
    let at = feed.len() - 30;
    let parsed = read(&feed.as_bytes()[..at]);
    assert_eq!(lines(&parsed), ["T1|-|-|Some words here", "T2|-|-|Some words here"]);
    assert_eq!(parsed.faults.len(), 1);
    assert_eq!(lines(&read(&feed)).len(), 3);
}

#[test]
fn titles_are_plain_words() {
    for (title, expected) in [
        ("AT&amp;T", "AT&T"),
        ("AT&T", "AT&T"),
        ("caf&eacute;", "café"),
        ("caf&amp;eacute;", "café"),
        ("<![CDATA[<b>A</b> &#8211; B]]>", "A – B"),
        ("&lt;b&gt;A&lt;/b&gt;", "A"),
        ("<b>A</b> b", "A b"),
        ("  A\n\tb ", "A b"),
        ("safe <script>alert(1)</script>words", "safe words"),
        ("A\u{202e}\u{200b}b", "Ab"),
        ("5 &lt; 6", "5 < 6"),
    ] {
        check_item(&format!("<title>{title}</title>"), &format!("{expected}|-|-|"));
    }
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='text'>a &lt;b&gt; c</title></entry></feed>",
        &["a <b> c|-|-|"],
    );
}

#[test]
fn the_fuller_text_is_taken() {
    let long = "It fell on Monday, residents said, after two days of fighting.";
    for item in [
        format!("<description>It fell</description><content:encoded>{long}</content:encoded>"),
        format!(
            "<description>{long}</description><content:encoded><![CDATA[<img src='x'>]]></content:encoded>"
        ),
        format!(
            "<description>It fell […]</description><content:encoded><![CDATA[<p>{long}</p>]]></content:encoded>"
        ),
        format!("<dc:description>{long}</dc:description>"),
        format!(
            "<description>&lt;p&gt;{long}&lt;/p&gt;&lt;p&gt;The post &lt;a href='x'&gt;T&lt;/a&gt; \
            appeared first on X.&lt;/p&gt;</description>"
        ),
    ] {
        check_item(&format!("<title>T</title>{item}"), &format!("T|-|-|{long}"));
    }
}

#[test]
fn links_are_found_where_they_are() {
    for (item, link) in [
        ("<link>/a</link>", "https://x.org/a"),
        ("<guid>https://x.org/a</guid>", "https://x.org/a"),
        ("<guid isPermaLink='false'>https://x.org/a</guid>", "-"),
        ("<guid>12-a</guid>", "-"),
        ("<link/><atom:link href='https://x.org/a'/>", "https://x.org/a"),
        (
            "<link>https://x.org/b</link><feedburner:origLink>https://x.org/a</feedburner:origLink>",
            "https://x.org/a",
        ),
        ("<link><![CDATA[ https://x.org/a ]]></link>", "https://x.org/a"),
        ("<link href='https://x.org/a'/>", "https://x.org/a"),
        ("<link>javascript:alert(1)</link>", "-"),
    ] {
        check_item(&format!("<title>T</title>{item}"), &format!("T|-|{link}|"));
    }
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://y.org/d/'><entry xml:base='e/'>\
         <title>T</title><link href='a'/></entry></feed>",
        &["T|-|https://y.org/d/e/a|"],
    );
}

#[test]
fn dates_are_read_or_left_open() {
    for (item, date) in [
        ("<pubDate>2026-05-02</pubDate>", "2026-05-02"),
        ("<pubDate>Sam, 02 Mai 2026 10:00:00 WAT</pubDate>", "2026-05-02T09:00:00Z"),
        ("<dc:date>2026-05-02T10:00</dc:date>", "2026-05-02T10:00:00Z"),
        ("<pubDate>nonsense</pubDate><dc:date>2026-05-02</dc:date>", "2026-05-02"),
        ("<pubDate></pubDate>", "-"),
        ("<pubDate>soon</pubDate>", "-"),
        ("<a10:updated>2026-05-02T10:00:00Z</a10:updated>", "2026-05-02T10:00:00Z"),
    ] {
        check_item(&format!("<title>T</title>{item}"), &format!("T|{date}|-|"));
    }
    assert_eq!(read(rss("<title>T</title>")).reports[0].faults[0].what, "published");
}

#[test]
fn captions_of_media_stand_after_the_text() {
    check_item(
        "<title>T</title><description>It fell.</description><media:content url='x'>\
         <media:title>T</media:title><media:description>A road near Gao</media:description>\
         </media:content>",
        "T|-|-|It fell. [A road near Gao]",
    );
}

#[test]
fn feeds_speak_of_themselves() {
    let meta = read(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>F &amp;amp; G</title>\
         <link>https://x.org/</link><image><title>logo</title></image><language>fr-FR</language>\
         <ttl>60</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>\
         <atom:link rel='self' href='/feed'/><atom:link rel='next' href='?paged=2'/>\
         <atom:link rel='prev-archive' href='/old'/><atom:link rel='hub' href='https://h.org/'/>\
         <item><title>Les</title></item></channel></rss>",
    )
    .meta;
    let expected = FeedMeta {
        title: Some("F & G".into()),
        link: Some("https://x.org/".into()),
        itself: Some("https://x.org/feed".into()),
        language: Some("fr-FR".into()),
        ttl_s: Some(3600),
        period_s: Some(1800),
        next: Some("https://x.org/feed?paged=2".into()),
        prev_archive: Some("https://x.org/old".into()),
        hub: Some("https://h.org/".into()),
    };
    assert_eq!(meta, expected);
}

#[test]
fn entries_without_words_are_entries() {
    let parsed = read(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><author><name>A</name></author>\
        </entry><entry><category term='b'/></entry><entry></entry></feed>",
    );
    assert_eq!(lines(&parsed), ["-|-|-|", "-|-|-|"]);
    assert_ne!(parsed.reports[0].id, parsed.reports[1].id);
}

#[test]
fn what_stands_before_the_root_misleads_nobody() {
    let feed = "<rss version='2.0'><channel><item><title>T</title></item></channel></rss>";
    for before in
        ["<!DOCTYPE html PUBLIC 'x' 'y'>", "<!-- <html> -->", "HTTP junk\n", "<?php x ?>\n"]
    {
        check(&format!("{before}{feed}"), &["T|-|-|"]);
    }
}

#[test]
fn the_second_reader_is_asked_without_harm() {
    let parsed = read(
        "<rss version='2.0'><channel><?xml version='1.0' encoding='utf-16'?><!--item-->\
        <title>F</title></channel></rss>",
    );
    assert!(parsed.reports.is_empty() && parsed.faults.is_empty());
}

#[test]
fn prefixes_mean_what_they_are_declared_to() {
    check(
        "<r:rss version='2.0' xmlns:r='http://backend.userland.com/rss2' xmlns:z='http://z.org/'><r:channel>\
         <r:item><z:description>no</z:description><r:title>T</r:title><r:description>yes</r:description>\
         <z:title>no</z:title></r:item></r:channel></r:rss>",
        &["T|-|-|yes"],
    );
}

#[test]
fn pages_where_a_feed_was_promised_are_a_fault_with_a_way_out() {
    let parsed = read(
        "<!DOCTYPE html><html><head><link rel='alternate' type='application/rss+xml' \
        href='/rss'></head><body><p>Hello</p></body></html>",
    );
    assert!(parsed.reports.is_empty());
    assert_eq!(
        parsed.faults[0].hint.as_deref(),
        Some("the page links to the feed https://x.org/rss")
    );
    for feed in
        ["", "  ", "nothing at all", "<opml><body/></opml>", "{\"a\":1}", "{\"items\":[{\"a\""]
    {
        let parsed = read(feed);
        assert!(parsed.reports.is_empty() && parsed.faults.len() == 1, "{feed}: {parsed:?}");
    }
}

#[test]
fn declared_entities_are_never_expanded() {
    let bomb = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>\
        <!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><item>\
        <title>T &b; &x;</title></item></channel></rss>";
    check(bomb, &["T &b; &x;|-|-|"]);
}

#[test]
fn charsets_are_found() {
    let feed = |text: &[u8]| {
        [b"<?xml version='1.0' encoding='windows-1252'?><rss version='2.0'><channel><item><title>", text,
            b"</title></item></channel></rss>"].concat()
    };
    for text in [&b"\xe9t\xe9"[..], "été".as_bytes()] {
        assert_eq!(read(feed(text)).reports[0].text.title(), "été");
    }
}

#[test]
fn a_feed_of_thousands_is_read_whole() {
    let item = "<item><title>T</title><description>Words &lt;p&gt;here.</description></item>";
    let feed = format!("<rss version='2.0'><channel>{}</channel></rss>", item.repeat(5000));
    assert_eq!(read(feed).reports.len(), 5000);
}

/// The titles of an RSS feed whose page is the site's, in order, once for each report.
fn titles(items: &str) -> Vec<String> {
    let parsed = read(rss(&format!("</item>{items}<item>")));
    let mut seen = Vec::new();
    for report in &parsed.reports {
        let row = (&report.id, report.text.title());
        if !seen.contains(&row) {
            seen.push(row);
        }
    }
    let ids: std::collections::BTreeSet<_> = seen.iter().map(|it| it.0).collect();
    assert_eq!(ids.len(), seen.len(), "one id for two titles: {seen:?}");
    seen.into_iter().map(|it| it.1.to_owned()).collect()
}

#[test]
fn entries_that_link_to_one_page_are_several_reports() {
    let item = |title: &str, rest: &str| format!("<item><title>{title}</title>{rest}</item>");
    let home = "<link>https://x.org/</link>";
    assert_eq!(titles(&(item("A", home) + &item("B", home))), ["A", "B"]);
    let part = |n: u8| format!("<link>https://x.org/day.html#part{n}</link>");
    assert_eq!(titles(&(item("A", &part(1)) + &item("B", &part(2)))), ["A", "B"]);
    let comment =
        |n: u8| format!("<link>https://x.org/a#c{n}</link><description>No {n}</description>");
    assert_eq!(titles(&(item("Re", &comment(1)) + &item("Re", &comment(2)))), ["Re", "Re"]);
    let guid = "<guid isPermaLink='false'>0</guid>";
    assert_eq!(titles(&(item("A", guid) + &item("B", guid))), ["A", "B"]);
}

#[test]
fn an_article_linked_twice_is_one_report() {
    let item = |campaign: &str| {
        format!("<item><title>A</title><link>https://x.org/a?utm_source={campaign}</link></item>")
    };
    assert_eq!(titles(&(item("rss") + &item("top"))), ["A"]);
}

#[test]
fn an_entry_of_the_sites_own_page_keeps_its_id_alone_and_among_others() {
    let item = |n: u8| {
        format!(
            "<item><title>T{n}</title><link>https://x.org/</link><guid isPermaLink='false'>{n}</guid></item>"
        )
    };
    let ids = |items: &str| -> Vec<_> {
        read(rss(&format!("</item>{items}<item>"))).reports.into_iter().map(|it| it.id).collect()
    };
    let [first, second] = ids(&(item(1) + &item(2))).try_into().unwrap();
    assert_ne!(first, second);
    assert_eq!(ids(&item(1)), [first]);
}

#[test]
fn a_media_title_stands_in_for_one_that_is_missing() {
    check_item(
        "<media:title>Bridge cut</media:title><link>/b</link>",
        "Bridge cut|-|https://x.org/b|",
    );
}
