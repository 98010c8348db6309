//! Where a feed goes on: RFC 5005 links, and WordPress's `?paged=N`. Pure.

use url::Url;

/// The next page of a walk back through a feed.
///
/// `older` is what the document names as its archive or next page; without it a site of WordPress
/// is asked for its next page by number. `None` where there is nothing to go by.
pub fn next_page(current: &str, older: Option<&str>, is_wordpress: bool) -> Option<String> {
    let url = Url::parse(current).ok()?;
    if let Some(older) = older {
        let next = url.join(older).ok()?;
        return (next != url).then(|| next.to_string());
    }
    is_wordpress.then(|| numbered(&url)).flatten()
}

fn numbered(url: &Url) -> Option<String> {
    let page = url
        .query_pairs()
        .find(|(key, _)| key == "paged")
        .map_or(Some(1), |(_, value)| value.parse::<u32>().ok())?;
    let others: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| key != "paged")
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let mut next = url.clone();
    next.query_pairs_mut()
        .clear()
        .extend_pairs(others)
        .append_pair("paged", &page.checked_add(1)?.to_string());
    Some(next.into())
}

/// Whether a feed says that WordPress made it.
pub fn is_wordpress(body: &[u8]) -> bool {
    let head = body.get(..body.len().min(8192)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    head.contains("wordpress.org/?v=")
        || head.contains("wordpress.com")
        || head.contains("/wp-content/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(current: &str, older: Option<&str>, wordpress: bool, expected: Option<&str>) {
        assert_eq!(next_page(current, older, wordpress).as_deref(), expected, "{current}");
    }

    #[test]
    fn archives_go_on() {
        let feed = "https://a.example/feed/";
        check(feed, Some("archive/3.xml"), true, Some("https://a.example/feed/archive/3.xml"));
        check(feed, Some("/feed/"), true, None);
        check(feed, None, true, Some("https://a.example/feed/?paged=2"));
        check(
            "https://a.example/?feed=rss2&paged=9",
            None,
            true,
            Some("https://a.example/?feed=rss2&paged=10"),
        );
        check(feed, None, false, None);
        check("https://a.example/?paged=x", None, true, None);
    }

    #[test]
    fn wordpress_signs_its_feeds() {
        assert!(is_wordpress(b"<rss><generator>https://wordpress.org/?v=6.5</generator>"));
        assert!(!is_wordpress(b"<rss><generator>SPIP</generator>"));
    }
}
