//! `robots.txt`: whether a page may be fetched, and how slowly.

use std::{sync::Arc, time::Duration};

use robotstxt::DefaultMatcher;

/// Under which name the program looks itself up.
const NAME: &str = "vigie";

/// What a host allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Robots {
    /// It has a file.
    Rules(Arc<str>),
    /// It has none: everything is allowed.
    Nothing,
    /// It could not be asked: nothing is allowed for now.
    Unknown,
}

/// So much of a file is read; RFC 9309 asks for 500 KiB at least.
const LARGEST: usize = 512 << 10;

impl Robots {
    /// From the body of the file; of one that is too large the whole lines that fit.
    pub fn of(body: &[u8]) -> Self {
        let whole = |head: &[u8]| head.iter().rposition(|it| matches!(it, b'\n' | b'\r'));
        let text = match body.get(..LARGEST) {
            Some(head) if body.len() > LARGEST => head.get(..whole(head).unwrap_or(0)),
            _ => Some(body),
        };
        Self::Rules(String::from_utf8_lossy(text.unwrap_or_default()).into())
    }

    /// How many bytes are kept.
    pub fn size(&self) -> usize {
        if let Self::Rules(text) = self { text.len() } else { 0 }
    }

    /// Whether the page at an address may be fetched.
    pub fn allows(&self, url: &str) -> bool {
        match self {
            Self::Rules(text) => {
                DefaultMatcher::default().one_agent_allowed_by_robots(text, NAME, url)
            }
            Self::Nothing => true,
            Self::Unknown => false,
        }
    }

    /// The gap that is asked for between two requests: of our own group, else of everybody's.
    pub fn delay(&self) -> Option<Duration> {
        let Self::Rules(text) = self else { return None };
        crawl_delay(text, NAME).or_else(|| crawl_delay(text, "*"))
    }
}

/// The address of the file for the host of a page.
pub fn address(url: &str) -> Option<String> {
    let mut url = url::Url::parse(url).ok()?;
    url.set_path("/robots.txt");
    url.set_query(None);
    url.set_fragment(None);
    Some(url.to_string())
}

fn crawl_delay(text: &str, agent: &str) -> Option<Duration> {
    let (mut ours, mut in_names) = (false, false);
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        if key.trim().eq_ignore_ascii_case("user-agent") {
            ours = (in_names && ours) || value.eq_ignore_ascii_case(agent);
            in_names = true;
            continue;
        }
        in_names = false;
        if ours && key.trim().eq_ignore_ascii_case("crawl-delay") {
            let seconds: f64 = value.parse().ok()?;
            return Duration::try_from_secs_f64(seconds).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "User-agent: other\nDisallow: /\n\n\
        User-agent: *\nCrawl-delay: 10\nDisallow: /private/\n\n\
        User-agent: vigie\nUser-agent: friend\nAllow: /private/open\nDisallow: /private\nCrawl-delay: 2.5";

    #[test]
    fn our_own_group_counts() {
        let robots = Robots::of(FILE.as_bytes());
        assert!(robots.allows("https://a.example/news/1"));
        assert!(!robots.allows("https://a.example/private/1"));
        assert!(robots.allows("https://a.example/private/open"));
        assert_eq!(robots.delay(), Some(Duration::from_millis(2500)));
    }

    #[test]
    fn without_a_group_everybodys_counts() {
        let robots = Robots::of(b"user-agent: *\ndisallow: /\ncrawl-delay: 3");
        assert!(!robots.allows("https://a.example/"));
        assert_eq!(robots.delay(), Some(Duration::from_secs(3)));
        assert_eq!(Robots::Nothing.delay(), None);
        assert!(Robots::Nothing.allows("https://a.example/"));
        assert!(!Robots::Unknown.allows("https://a.example/"));
    }

    #[test]
    fn a_large_file_is_cut_at_a_line() {
        let mut file = "User-agent: *\nDisallow: /secret\n".to_owned();
        file += &"# nothing\n".repeat(LARGEST / 10);
        file.truncate(LARGEST - 12);
        file += "\nDisallow: /news/secret\nDisallow: /";
        let robots = Robots::of(file.as_bytes());
        assert!(robots.size() <= LARGEST, "{}", robots.size());
        assert!(robots.allows("https://a.example/news/1"));
        assert!(!robots.allows("https://a.example/secret"));
        let endless = Robots::of(&vec![b'x'; LARGEST + 1]);
        assert_eq!((endless.size(), endless.allows("https://a.example/")), (0, true));
    }

    #[test]
    fn the_file_lies_at_the_root() {
        let found = address("https://a.example:8080/x/y?z#q");
        assert_eq!(found.as_deref(), Some("https://a.example:8080/robots.txt"));
    }
}
