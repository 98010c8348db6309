//! Lists of feeds in OPML, in and out.

use std::collections::BTreeMap;

use quick_xml::{
    Reader, Writer, XmlVersion,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::{
    feed::address::registrable_host,
    fetch::look::Ids,
    model::{Fault, Lang},
    theatre::SourceEntry,
};

/// The feeds of a list, each once and under an id of its own, with what was wrong with it. Folders
/// are taken apart.
pub fn import(text: &str, mut ids: Ids) -> (Vec<SourceEntry>, Vec<Fault>) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut found, mut faults): (Vec<SourceEntry>, _) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if tag.local_name().as_ref().eq_ignore_ascii_case("outline")
                    && let Some(entry) = outline(&tag, &mut ids)
                    && !found.iter().any(|it| it.url == entry.url)
                {
                    found.push(entry);
                }
            }
            Ok(_) => {}
            Err(why) => {
                faults.push(Fault::new("opml", format!("not well-formed after this: {why}")));
                break;
            }
        }
    }
    if found.is_empty() && faults.is_empty() {
        faults.push(Fault::new("opml", "no feed in it"));
    }
    (found, faults)
}

fn outline(tag: &BytesStart<'_>, ids: &mut Ids) -> Option<SourceEntry> {
    let get = |name: &str| {
        tag.attributes().with_checks(false).flatten().find_map(|it| {
            let same = it.key.local_name().as_ref().eq_ignore_ascii_case(name);
            let value = it.normalized_value(XmlVersion::Implicit1_0).ok()?;
            same.then(|| value.trim().to_owned()).filter(|it| !it.is_empty())
        })
    };
    let url = get("xmlUrl")?;
    let name = get("title").or_else(|| get("text")).unwrap_or_else(|| url.clone());
    let id = ids.free(&slug(&name, &url));
    Some(SourceEntry {
        id: id.into(),
        name,
        kind: get("vigieKind").unwrap_or_else(|| "feed".to_owned()).into(),
        language: get("language").as_deref().and_then(Lang::from_tag),
        publisher: registrable_host(&url),
        url,
        reliability: 'F',
        stance: None,
        every_s: None,
        full_text: false,
        headers: BTreeMap::new(),
        auth: None,
        proxy: None,
        links: None,
        allow_private: false,
        enabled: true,
        note: None,
    })
}

/// A name as an id; a name in another script falls back to the host.
fn slug(name: &str, url: &str) -> String {
    let plain = |text: &str| {
        let folded = crate::text::fold(text);
        let words =
            folded.split(|it: char| !it.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
        words.take(4).collect::<Vec<_>>().join("-")
    };
    let id = plain(name);
    if id.len() >= 2 { id } else { plain(&registrable_host(url).unwrap_or_default()) }
}

/// The list of these sources; what OPML has no word for is left out, and so are folders on disk.
pub fn export(sources: &[SourceEntry], title: &str) -> Result<String, std::io::Error> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .write_event(Event::Start(BytesStart::new("opml").with_attributes([("version", "2.0")])))?;
    writer.write_event(Event::Start(BytesStart::new("head")))?;
    writer.create_element("title").write_text_content(BytesText::new(title))?;
    writer.write_event(Event::End(BytesEnd::new("head")))?;
    writer.write_event(Event::Start(BytesStart::new("body")))?;
    for source in sources.iter().filter(|it| it.kind != "folder") {
        let mut tag = BytesStart::new("outline").with_attributes([
            ("type", "rss"),
            ("text", source.name.as_str()),
            ("title", source.name.as_str()),
            ("xmlUrl", source.url.as_str()),
        ]);
        if let Some(language) = source.language {
            tag.push_attribute(("language", language.code()));
        }
        if source.kind != "feed" {
            tag.push_attribute(("vigieKind", source.kind.as_str()));
        }
        writer.write_event(Event::Empty(tag))?;
    }
    writer.write_event(Event::End(BytesEnd::new("body")))?;
    writer.write_event(Event::End(BytesEnd::new("opml")))?;
    let mut text = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    text.push('\n');
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"<?xml version="1.0"?><opml version="1.0"><body>
        <outline text="Mali"><outline text="L&apos;Essor &amp; Co" type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>
        <outline title="L'Essor &amp; Co" text="x" xmlURL="https://b.example/feed" language="fr"/></outline>
        <outline text="again" xmlUrl="https://b.example/feed"/>
        <outline text="أخبار" xmlUrl="https://news.example/feed"/></body></opml>"#;

    #[test]
    fn lists_come_in_and_go_out() {
        let (found, faults) = import(LIST, Ids::default());
        assert_eq!(faults, []);
        let ids: Vec<_> = found.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["l-essor-co", "l-essor-co-2", "news-example"]);
        assert_eq!(found[0].url, "https://a.example/feed?x=1&y=2");
        assert_eq!(found[1].language, Some(Lang::Fr));
        let text = export(&found, "vigie").unwrap();
        assert_eq!(import(&text, Ids::default()), (found.clone(), Vec::new()), "{text}");
        let again = import(&text, Ids::of(&found)).0;
        let ids: Vec<_> = again.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["l-essor-co-3", "l-essor-co-4", "news-example-2"]);
    }

    #[test]
    fn a_broken_list_keeps_what_came_before() {
        let (found, faults) = import(
            r#"<opml><body><outline xmlUrl="https://a.example/f"/><outline <"#,
            Ids::default(),
        );
        assert_eq!((found.len(), faults.len()), (1, 1));
        assert_eq!(import("", Ids::default()).1.len(), 1);
    }
}
