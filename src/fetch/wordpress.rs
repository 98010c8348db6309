//! The WordPress REST archive: addresses of its pages, and where a walk through it stands. Pure.
//!
//! A backfill walks a window of dates from old to new, a hundred posts a page. New posts fall behind
//! the window's end and cannot shift its pages, so that the page number is all that must be
//! remembered to go on after a stop.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use url::Url;

use super::{Answer, fields};

/// Posts on a page: the most that WordPress gives.
pub const PER_PAGE: usize = 100;

/// What is asked of each post.
const FIELDS: &str = "id,date,date_gmt,modified_gmt,guid,link,title,excerpt,content";

/// The relation by which a page links to the API.
pub const RELATION: &str = "https://api.w.org/";

/// Where a site offers its API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Api {
    /// Under a path: `/wp-json/`.
    Path(String),
    /// In the query, on sites without pretty addresses: `/?rest_route=/`.
    Query(String),
}

impl Api {
    /// From what a `Link` header or a page links to as its API.
    pub fn of_link(link: &str) -> Option<Self> {
        let url = Url::parse(link).ok()?;
        if url.query_pairs().any(|(key, _)| key == "rest_route") {
            return Some(Self::Query(base(&url, "")));
        }
        let path = url.path().split("/wp/v2").next().unwrap_or_default().trim_end_matches('/');
        Some(Self::Path(base(&url, &format!("{path}/"))))
    }

    /// The places where the API of a source may be, by the address in its entry, the likeliest first.
    pub fn candidates(address: &str) -> Vec<Self> {
        let Ok(url) = Url::parse(address) else { return Vec::new() };
        if url.query_pairs().any(|(key, _)| key == "rest_route") {
            return vec![Self::Query(base(&url, url.path()))];
        }
        let path = url.path();
        if let Some((before, _)) = path.split_once("/wp-json") {
            return vec![
                Self::Path(base(&url, &format!("{before}/wp-json/"))),
                Self::Query(base(&url, &format!("{before}/"))),
            ];
        }
        let path = path.trim_end_matches("feed/").trim_end_matches("feed").trim_end_matches('/');
        vec![
            Self::Path(base(&url, &format!("{path}/wp-json/"))),
            Self::Query(base(&url, &format!("{path}/"))),
        ]
    }

    fn posts(&self) -> Option<Url> {
        match self {
            Self::Path(root) => Url::parse(root).ok()?.join("wp/v2/posts").ok(),
            Self::Query(root) => {
                let mut url = Url::parse(root).ok()?;
                url.query_pairs_mut().append_pair("rest_route", "/wp/v2/posts");
                Some(url)
            }
        }
    }

    /// The address of a page of posts, counted from 1.
    pub fn page(&self, window: &Window, page: u32) -> Option<String> {
        let mut url = self.posts()?;
        let mut query = url.query_pairs_mut();
        query.append_pair("per_page", &PER_PAGE.to_string());
        query.append_pair("page", &page.to_string());
        let stamp = |it: Timestamp| format!("{it:.0}").replace('Z', "");
        match window {
            Window::Between { since, until } => {
                query.append_pair("orderby", "date").append_pair("order", "asc");
                query.append_pair("after", &stamp(*since));
                query.append_pair("before", &stamp(*until));
            }
            Window::Changed { since } => {
                query.append_pair("orderby", "modified").append_pair("order", "desc");
                if let Some(since) = since {
                    query.append_pair("modified_after", &stamp(*since));
                }
            }
        }
        query.append_pair("_fields", FIELDS);
        drop(query);
        Some(url.to_string())
    }
}

fn base(url: &Url, path: &str) -> String {
    let mut url = url.clone();
    url.set_path(if path.is_empty() { "/" } else { path });
    url.set_query(None);
    url.set_fragment(None);
    url.to_string()
}

/// Which posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// Published in between, from old to new.
    Between {
        /// From.
        since: Timestamp,
        /// To; what is published later is the regular poll's.
        until: Timestamp,
    },
    /// New or changed since, the latest first. Sites older than `modified_after` ignore it and give
    /// the latest all the same.
    Changed {
        /// From; without it the latest.
        since: Option<Timestamp>,
    },
}

/// How many pages there are by the answer's headers.
pub fn total_pages(answer: &Answer) -> Option<u32> {
    answer.header("x-wp-totalpages")?.trim().parse().ok()
}

/// How many posts there are by the answer's headers.
pub fn total_posts(answer: &Answer) -> Option<u64> {
    answer.header("x-wp-total")?.trim().parse().ok()
}

/// The API that an answer's `Link` header names.
pub fn api_of(answer: &Answer) -> Option<Api> {
    let links = fields::links(answer.header("link")?);
    let (_, target) = links.into_iter().find(|(relation, _)| relation == RELATION)?;
    Api::of_link(&target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &[&str]) {
        let window = Window::Changed { since: None };
        let found: Vec<_> = Api::candidates(address)
            .iter()
            .map(|it| it.page(&window, 1).unwrap().split("per_page").next().unwrap().to_owned())
            .collect();
        assert_eq!(found, expected, "{address}");
    }

    #[test]
    fn the_api_is_looked_for_where_sites_have_it() {
        let usual = [
            "https://a.example/wp-json/wp/v2/posts?",
            "https://a.example/?rest_route=%2Fwp%2Fv2%2Fposts&",
        ];
        check("https://a.example/", &usual);
        check("https://a.example", &usual);
        check("https://a.example/feed/", &usual);
        check("https://a.example/wp-json/wp/v2/posts", &usual);
        check("https://a.example/wp-json/wp/v2/posts?per_page=5", &usual);
        check("https://a.example/?rest_route=/", &usual[1..]);
        check(
            "https://a.example/blog/",
            &[
                "https://a.example/blog/wp-json/wp/v2/posts?",
                "https://a.example/blog/?rest_route=%2Fwp%2Fv2%2Fposts&",
            ],
        );
    }

    #[test]
    fn pages_carry_their_window() {
        let api = Api::of_link("https://a.example/wp-json/").unwrap();
        let window = Window::Between {
            since: "2026-04-01T00:00:00Z".parse().unwrap(),
            until: "2026-05-01T00:00:00Z".parse().unwrap(),
        };
        assert_eq!(
            api.page(&window, 3).unwrap(),
            "https://a.example/wp-json/wp/v2/posts?per_page=100&page=3&orderby=date&order=asc\
             &after=2026-04-01T00%3A00%3A00&before=2026-05-01T00%3A00%3A00\
             &_fields=id%2Cdate%2Cdate_gmt%2Cmodified_gmt%2Cguid%2Clink%2Ctitle%2Cexcerpt%2Ccontent"
        );
        let since = "2026-04-01T00:00:00Z".parse().ok();
        let url = api.page(&Window::Changed { since }, 1).unwrap();
        assert!(url.contains("modified_after=2026-04-01T00%3A00%3A00"), "{url}");
    }

    #[test]
    fn the_link_header_names_the_api() {
        let link =
            |it: &str| Answer { headers: vec![("link", it.to_owned())], ..Answer::default() };
        let found = api_of(&link(r#"<https://a.example/wp-json/>; rel="https://api.w.org/""#));
        assert_eq!(found, Some(Api::Path("https://a.example/wp-json/".into())));
        let found = api_of(&link(r#"<https://a.example/?rest_route=/>; rel="https://api.w.org/""#));
        assert_eq!(found, Some(Api::Query("https://a.example/".into())));
        assert_eq!(api_of(&link("<https://a.example/>; rel=next")), None);
    }
}
