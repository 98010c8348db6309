//! Addresses: one form for every link to the same article.

use std::borrow::Cow;

use url::Url;

/// Query keys that say where a reader came from, never what is read.
#[rustfmt::skip]
const TRACKING: &[&str] = &[
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
    "igshid", "igsh", "mc_cid", "mc_eid", "xtor", "xtref", "xts", "ref", "ref_src", "ref_url",
    "referrer", "referer", "cmpid", "cmp", "ocid", "ncid", "cid_source", "spm", "_ga", "_gl",
    "mkt_tok", "trk", "sr_share", "__twitter_impression", "smid", "smtyp", "wt_mc", "wt_zmc",
    "guccounter", "guce_referrer", "guce_referrer_sig", "share", "shared", "sharetype", "rnd", "sh",
    "s_cid", "sc_src", "at_medium", "at_campaign", "traffic_source", "soc_src", "soc_trk",
    "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "outputtype", "amp", "usqp",
    "replytocom", "nocache", "noamp", "_x_tr_sl", "_x_tr_tl", "_x_tr_hl",
];
/// Heads of such keys.
const TRACKING_HEADS: &[&str] =
    &["utm_", "at_", "pk_", "mtm_", "matomo_", "hsa_", "oly_", "vero_", "ns_", "piwik_", "itm_"];
/// Keys that do so with some values only.
const ORIGIN: &[&str] = &["from", "source", "src", "origin", "via", "medium", "output", "feature"];
#[rustfmt::skip]
const ORIGINS: &[&str] = &[
    "rss", "feed", "twitter", "facebook", "whatsapp", "telegram", "social", "share", "newsletter",
    "amp", "push", "x", "email", "googlenews", "google", "flipboard", "shared",
];

/// The address in its canonical form: scheme and host in lower case, no default port, user or
/// fragment, no tracking, AMP and mobile forms as the plain page's, one percent-encoding. What is
/// no web address comes back trimmed. Idempotent.
pub fn canonical_url(address: &str) -> String {
    let address = address.trim();
    let Some(mut url) = Url::parse(address).ok().filter(is_web) else {
        return address.to_owned();
    };
    for _ in 0..3 {
        match outside_cache(&url) {
            Some(inner) => url = inner,
            None => break,
        }
    }
    url.set_fragment(None);
    // These three cannot fail for a web address.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    plain_host(&mut url);
    plain_path(&mut url);
    plain_query(&mut url);
    url.into()
}

/// What two addresses of one page share: the canonical form without scheme, `www.` and the slash
/// at its end.
pub fn address_key(address: &str) -> String {
    let url = canonical_url(address);
    let rest = url.split_once("://").map_or(&*url, |it| it.1);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    match rest.split_once('?') {
        Some((path, query)) => format!("{}?{query}", path.trim_end_matches('/')),
        None => rest.trim_end_matches('/').to_owned(),
    }
}

/// Makes a link of a page absolute; `None` for what is no web address.
pub fn resolve(base: Option<&str>, link: &str) -> Option<String> {
    let link: Cow<'_, str> = link.split_whitespace().collect();
    if link.is_empty() {
        return None;
    }
    let url = match base.and_then(|it| Url::parse(it).ok()) {
        Some(base) => base.join(&link).ok()?,
        None => Url::parse(&link).ok()?,
    };
    is_web(&url).then(|| url.into())
}

/// The registrable host of an address (`example.co.uk`): two labels, or three below the common
/// second-level names of countries.
pub fn registrable_host(address: &str) -> Option<String> {
    const SECOND: [&str; 12] =
        ["co", "com", "org", "net", "gov", "gouv", "ac", "edu", "asso", "info", "go", "or"];
    let url = Url::parse(address.trim()).ok().filter(is_web)?;
    let host = url.host_str()?;
    if url.domain().is_none() {
        return Some(host.to_owned());
    }
    let labels: Vec<_> = host.trim_end_matches('.').split('.').collect();
    let country = labels.last().is_some_and(|it| it.len() == 2);
    let second =
        labels.len() >= 3 && labels.iter().rev().nth(1).is_some_and(|it| SECOND.contains(it));
    let kept = if country && second { 3 } else { 2 };
    labels.get(labels.len().saturating_sub(kept)..).map(|it| it.join("."))
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// The address that an AMP cache or viewer shows.
fn outside_cache(url: &Url) -> Option<Url> {
    let host = url.domain()?;
    let path = url.path();
    let inner = if host.ends_with(".cdn.ampproject.org") {
        let kinds = ["/c/", "/v/", "/i/", "/wp/"];
        kinds.iter().find_map(|it| path.strip_prefix(it))?
    } else if host.starts_with("www.google.") || host.starts_with("google.") {
        path.strip_prefix("/amp/")?
    } else {
        return None;
    };
    let inner = match inner.strip_prefix("s/") {
        Some(rest) => format!("https://{rest}"),
        None => format!("http://{inner}"),
    };
    Url::parse(&inner)
        .ok()
        .filter(|it| is_web(it) && it.domain().is_some_and(|it| it.contains('.')))
}

/// `amp.`, `m.` and `mobile.` off, at the head or after a language (`fr.m.`).
fn plain_host(url: &mut Url) {
    const FORMS: [&str; 5] = ["amp", "m", "mobile", "mobi", "touch"];
    let Some(host) = url.domain() else { return };
    let host = host.trim_end_matches('.');
    let labels: Vec<_> = host.split('.').collect();
    let heads = labels.len().saturating_sub(2);
    let kept: Vec<_> = labels
        .iter()
        .enumerate()
        .filter(|(at, label)| *at >= heads || !FORMS.contains(label))
        .map(|it| *it.1)
        .collect();
    let kept = kept.join(".");
    if kept != host || url.domain() != Some(host) {
        // A host with a label less is a host.
        let _ = url.set_host(Some(&kept));
    }
}

fn plain_path(url: &mut Url) {
    let mut path = one_encoding(url.path());
    loop {
        let plain = without_amp(&path);
        if plain == path {
            break;
        }
        path = plain;
    }
    url.set_path(&path);
}

fn without_amp(path: &str) -> String {
    for end in ["/amp/", "/amp.html", "/amp"] {
        if let Some(rest) = path.strip_suffix(end) {
            let slash = if rest.is_empty() || end == "/amp/" { "/" } else { "" };
            return format!("{rest}{slash}");
        }
    }
    if let Some(rest) = path.strip_suffix(".amp.html") {
        return format!("{rest}.html");
    }
    if let Some(rest) = path.strip_suffix(".amp") {
        return rest.to_owned();
    }
    match path.strip_prefix("/amp/") {
        Some(rest) if !rest.is_empty() => format!("/{rest}"),
        _ => path.to_owned(),
    }
}

fn plain_query(url: &mut Url) {
    let Some(query) = url.query() else { return };
    let kept: Vec<_> = query
        .split('&')
        .filter(|it| !it.is_empty() && !is_tracking(it))
        .map(one_encoding)
        .collect();
    let kept = kept.join("&");
    url.set_query(Some(&*kept).filter(|it| !it.is_empty()));
}

fn is_tracking(pair: &str) -> bool {
    let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
    let (key, value) = (key.to_ascii_lowercase(), value.to_ascii_lowercase());
    TRACKING.contains(&&*key)
        || TRACKING_HEADS.iter().any(|it| key.starts_with(it))
        || (ORIGIN.contains(&&*key) && ORIGINS.contains(&&*value))
}

/// Escapes in capitals, and none for what needs none (RFC 3986 §6.2.2).
fn one_encoding(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let code = after.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
        let signed = after.starts_with(['+', '-']);
        let Some(byte) = code.filter(|_| !signed) else {
            out.push_str("%25");
            rest = after;
            continue;
        };
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push_str(&after.get(..2).unwrap_or_default().to_ascii_uppercase());
        }
        rest = after.get(2..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(address: &str, expected: &str) {
        assert_eq!(canonical_url(address), expected, "{address}");
    }

    #[test]
    fn one_page_has_one_address() {
        check("HTTPS://Example.ORG:443/A/b#top", "https://example.org/A/b");
        check("https://x.org/a?utm_source=rss&id=7&fbclid=1", "https://x.org/a?id=7");
        check("https://x.org/a?at_medium=RSS&at_campaign=rss", "https://x.org/a");
        check("https://x.org/a/?from=rss&xtor=RSS-1&REF=tw", "https://x.org/a/");
        check("https://x.org/?p=12&from=2026", "https://x.org/?p=12&from=2026");
        check("https://amp.x.org/a/amp/", "https://x.org/a/");
        check("https://x.org/a.amp.html?amp=1", "https://x.org/a.html");
        check("https://x.org/amp/news/a", "https://x.org/news/a");
        check("https://fr.m.x.org/a", "https://fr.x.org/a");
        check("https://m.ml/a", "https://m.ml/a");
        check("https://www.google.com/amp/s/x.org/a/amp", "https://x.org/a");
        check("https://x-org.cdn.ampproject.org/c/s/x.org/a", "https://x.org/a");
        check("https://x.org/%c3%a9%7Ea/é", "https://x.org/%C3%A9~a/%C3%A9");
        check("https://user:pw@x.org/", "https://x.org/");
        check("  tag:x.org,2026:1 ", "tag:x.org,2026:1");
    }

    #[test]
    fn keys_join_what_differs_in_form_only() {
        let key = address_key("https://www.x.org/a/");
        for other in ["http://x.org/a", "https://x.org/a/amp/", "https://m.x.org/a?utm_id=3"] {
            assert_eq!(address_key(other), key, "{other}");
        }
        assert_ne!(address_key("https://x.org/?p=1"), address_key("https://x.org/?p=2"));
    }

    #[test]
    fn links_are_made_absolute() {
        let base = Some("https://x.org/a/feed.xml");
        assert_eq!(resolve(base, "../b").unwrap(), "https://x.org/b");
        assert_eq!(resolve(base, "//y.org/c").unwrap(), "https://y.org/c");
        assert_eq!(resolve(None, " https://x.org/a\n b ").unwrap(), "https://x.org/ab");
        assert_eq!(resolve(base, "javascript:alert(1)"), None);
        assert_eq!(resolve(None, "/a"), None);
    }

    #[test]
    fn hosts_are_cut_to_what_is_registered() {
        for (address, host) in [
            ("https://news.bbc.co.uk/a", "bbc.co.uk"),
            ("https://www.rfi.fr/", "rfi.fr"),
            ("http://10.0.0.1/a", "10.0.0.1"),
            ("https://a.b.gouv.ml/", "b.gouv.ml"),
        ] {
            assert_eq!(registrable_host(address).unwrap(), host);
        }
        assert_eq!(registrable_host("tag:x"), None);
    }

    proptest! {
        #[test]
        fn canonical_twice_is_canonical(tail in "[a-z0-9/%?&=.~ée#-]{0,40}") {
            let once = canonical_url(&format!("https://m.amp.x.org/{tail}"));
            prop_assert_eq!(canonical_url(&once), once);
        }
    }
}
