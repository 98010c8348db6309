//! What header fields say. Pure: `now` is given.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};

use super::Answer;

/// The headers that are kept of an answer.
pub const KEPT: &[&str] = &[
    "etag",
    "last-modified",
    "content-type",
    "cache-control",
    "expires",
    "date",
    "link",
    "x-wp-totalpages",
    "x-wp-total",
];

/// How long `Retry-After` asks to wait, in seconds or until a date; `None` if it makes no sense.
pub fn retry_after(value: &str, now: Timestamp) -> Option<SignedDuration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(SignedDuration::from_secs(seconds.into()));
    }
    let until = http_date(value)?;
    Some(until.duration_since(now).max(SignedDuration::ZERO))
}

/// A date of HTTP in its preferred form and the forms of old.
pub fn http_date(value: &str) -> Option<Timestamp> {
    let value = value.trim();
    if let Ok(found) = rfc2822::DateTimeParser::new().parse_timestamp(value) {
        return Some(found);
    }
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"].iter().find_map(|form| {
        let found = jiff::civil::DateTime::strptime(form, value).ok()?;
        found.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|it| it.timestamp())
    })
}

/// How long an answer stays fresh by `Cache-Control`, else by `Expires` against `Date`.
pub fn fresh_for(answer: &Answer) -> Option<SignedDuration> {
    if let Some(control) = answer.header("cache-control") {
        let mut max_age = None;
        for part in control.split(',') {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-cache" | "no-store" => return None,
                "max-age" => max_age = value.trim().trim_matches('"').parse::<u32>().ok(),
                _ => {}
            }
        }
        if let Some(seconds) = max_age {
            return Some(SignedDuration::from_secs(seconds.into()));
        }
    }
    let expires = http_date(answer.header("expires")?)?;
    let date = http_date(answer.header("date")?)?;
    Some(expires.duration_since(date)).filter(SignedDuration::is_positive)
}

/// The targets of a `Link` header with their relations: `<https://…>; rel="next"`.
pub fn links(value: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((target, after)) = after.split_once('>') else { break };
        let (parameters, next) = match after.find('<') {
            Some(at) => after.split_at(at),
            None => (after, ""),
        };
        for parameter in parameters.split([';', ',']) {
            let Some((name, value)) = parameter.split_once('=') else { continue };
            if name.trim().eq_ignore_ascii_case("rel") {
                let relations = value.trim().trim_matches(['"', '\'']);
                out.extend(
                    relations.split_whitespace().map(|rel| (rel.to_owned(), target.to_owned())),
                );
            }
        }
        rest = next;
    }
    out
}

/// The media type without its parameters, in lower case.
pub fn media_type(answer: &Answer) -> String {
    let value = answer.header("content-type").unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-04-25T10:00:00Z";

    #[track_caller]
    fn check_retry(value: &str, seconds: Option<i64>) {
        let now = NOW.parse().unwrap();
        assert_eq!(retry_after(value, now).map(|it| it.as_secs()), seconds, "{value}");
    }

    #[test]
    fn retry_after_in_both_forms() {
        check_retry("120", Some(120));
        check_retry(" 0 ", Some(0));
        check_retry("Sat, 25 Apr 2026 10:05:00 GMT", Some(300));
        check_retry("Saturday, 25-Apr-26 10:05:00 GMT", Some(300));
        check_retry("Sat Apr 25 10:05:00 2026", Some(300));
        check_retry("Sat, 25 Apr 2026 09:00:00 GMT", Some(0));
        check_retry("soon", None);
        check_retry("-5", None);
    }

    #[track_caller]
    fn check_fresh(headers: &[(&'static str, &str)], seconds: Option<i64>) {
        let headers = headers.iter().map(|&(name, value)| (name, value.to_owned())).collect();
        let answer = Answer { headers, ..Answer::default() };
        assert_eq!(fresh_for(&answer).map(|it| it.as_secs()), seconds);
    }

    #[test]
    fn freshness() {
        check_fresh(&[("cache-control", "public, max-age=600")], Some(600));
        check_fresh(&[("cache-control", "no-cache, max-age=600")], None);
        check_fresh(&[], None);
        let date = ("date", "Sat, 25 Apr 2026 10:00:00 GMT");
        check_fresh(&[date, ("expires", "Sat, 25 Apr 2026 11:00:00 GMT")], Some(3600));
        check_fresh(&[date, ("expires", "Sat, 25 Apr 2026 09:00:00 GMT")], None);
        check_fresh(&[date, ("expires", "0")], None);
    }

    #[test]
    fn link_headers() {
        let found =
            links(r#"<https://a/wp-json/>; rel="https://api.w.org/", <https://a/?p=2>; rel=next"#);
        let expected = [("https://api.w.org/", "https://a/wp-json/"), ("next", "https://a/?p=2")];
        let expected: Vec<_> = expected.map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        assert_eq!(found, expected);
        assert_eq!(links("<broken"), []);
    }
}
