//! HTML fragments to blocks: paragraphs, headings, list items, captions; the page's furniture out.
//!
//! A single pass over the markup without a tree, so that an entry of a feed costs what its bytes
//! cost and no nesting hurts. Which part of a whole page is the article is decided elsewhere.

use crate::model::{PassageKind, Text};

use super::{
    blocks::{Block, assemble, one_line},
    boilerplate,
    markup::{Dialect, Piece, Tag, is_void, pieces, unescape},
};

/// The text of an HTML fragment, without a title.
pub fn clean_html(html: &str) -> Text {
    assemble("", &html_blocks(html))
}

/// A line of HTML (a title) as plain words: tags out, references resolved.
pub fn html_line(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return one_line(html);
    }
    let mut words = String::with_capacity(html.len());
    let mut skip: Option<Scope<'_>> = None;
    for piece in pieces(html, Dialect::Html) {
        match piece {
            Piece::Open(tag) if skip.is_some() => {
                if let Some(skip) = &mut skip {
                    skip.open(tag.name);
                }
            }
            Piece::Close(name) => {
                if skip.as_mut().is_some_and(|it| it.close(name)) {
                    skip = None;
                }
            }
            Piece::Text(_) | Piece::Literal(_) if skip.is_some() => {}
            Piece::Text(text) => words.push_str(&unescape(text)),
            Piece::Literal(text) => words.push_str(text),
            Piece::Open(tag) if is(tag.name, NO_TEXT) && !is_void(tag.name) && !tag.empty => {
                skip = Some(Scope::of(tag.name));
            }
            Piece::Open(tag) if is_block(tag.name) || is(tag.name, &["br"]) => words.push(' '),
            Piece::Open(_) => {}
        }
    }
    one_line(&words)
}

/// The blocks of an HTML fragment, in order: advertising, share bars, link lists, buttons,
/// scripts, forms and hidden parts are out.
pub fn html_blocks(html: &str) -> Vec<Block> {
    let mut walk = Walk::new(Classes::Heeded);
    walk.read(html);
    if walk.lost_to_classes > walk.kept() {
        // A page that marks its article like an advertisement, or never closes one.
        walk = Walk::new(Classes::Ignored);
        walk.read(html);
    }
    filter(walk.drafts)
}

/// A block with what decides whether it stays.
struct Draft {
    kind: PassageKind,
    text: String,
    linked: usize,
    list: Option<usize>,
}

/// An element whose content is treated as a whole until it closes.
struct Scope<'a> {
    name: &'a str,
    depth: usize,
}

impl<'a> Scope<'a> {
    fn of(name: &'a str) -> Self {
        Self { name, depth: 1 }
    }

    fn open(&mut self, name: &str) {
        self.depth += usize::from(name.eq_ignore_ascii_case(self.name));
    }

    /// Whether this end tag closes the scope.
    fn close(&mut self, name: &str) -> bool {
        self.depth -= usize::from(name.eq_ignore_ascii_case(self.name));
        self.depth == 0
    }
}

/// Why an element is skipped.
#[derive(Clone, Copy, PartialEq)]
enum Why {
    NoText,
    Class,
}

/// Whether class names and ids are believed.
#[derive(Clone, Copy, PartialEq)]
enum Classes {
    Heeded,
    Ignored,
}

struct Walk<'a> {
    drafts: Vec<Draft>,
    line: String,
    linked: usize,
    breaks: usize,
    heading: bool,
    link: bool,
    lists: Vec<usize>,
    lists_seen: usize,
    caption: Option<Scope<'a>>,
    skip: Option<(Scope<'a>, Why)>,
    classes: Classes,
    lost_to_classes: usize,
}

impl<'a> Walk<'a> {
    fn new(classes: Classes) -> Self {
        Self {
            drafts: Vec::new(),
            line: String::new(),
            linked: 0,
            breaks: 0,
            heading: false,
            link: false,
            lists: Vec::new(),
            lists_seen: 0,
            caption: None,
            skip: None,
            classes,
            lost_to_classes: 0,
        }
    }

    fn kept(&self) -> usize {
        self.drafts.iter().map(|it| it.text.len()).sum()
    }

    fn read(&mut self, html: &'a str) {
        for piece in pieces(html, Dialect::Html) {
            match piece {
                Piece::Text(text) if self.skip.is_some() => self.count_lost(text),
                Piece::Text(text) => self.text(&unescape(text)),
                Piece::Literal(text) => self.text(text),
                Piece::Open(tag) => self.open(tag),
                Piece::Close(name) => self.close(name),
            }
        }
        self.flush();
    }

    fn count_lost(&mut self, text: &str) {
        if matches!(self.skip, Some((_, Why::Class))) {
            self.lost_to_classes += text.trim().len();
        }
    }

    fn text(&mut self, text: &str) {
        if self.breaks > 0 && !text.trim().is_empty() {
            if self.breaks > 1 || boilerplate::ends_sentence(&self.line) {
                self.flush();
            }
            self.line.push(' ');
            self.breaks = 0;
        }
        self.line.push_str(text);
        if self.link {
            self.linked += text.trim().len();
        }
    }

    fn open(&mut self, tag: Tag<'a>) {
        if let Some((skip, _)) = &mut self.skip {
            if !is_void(tag.name) {
                skip.open(tag.name);
            }
            return;
        }
        if self.skips(tag) {
            return;
        }
        match tag.name {
            name if is(name, &["br"]) => self.breaks += 1,
            name if is(name, &["a"]) => self.link = tag.value("href").is_some(),
            name if is(name, &["td", "th"]) => self.line.push(' '),
            name if is(name, &["ul", "ol"]) => {
                self.flush();
                self.lists_seen += 1;
                self.lists.push(self.lists_seen);
            }
            name if is_block(name) => {
                self.flush();
                self.heading = is_heading(name);
            }
            _ => {}
        }
        match &mut self.caption {
            Some(caption) => caption.open(tag.name),
            None if is_caption(tag) => {
                self.flush();
                self.caption = Some(Scope::of(tag.name));
            }
            None => {}
        }
    }

    /// Starts to skip at elements that hold no text of the article.
    fn skips(&mut self, tag: Tag<'a>) -> bool {
        let never = is(tag.name, NO_TEXT);
        let why = if never { Why::NoText } else { Why::Class };
        if !never && (self.classes == Classes::Ignored || !is_furniture(tag)) {
            return false;
        }
        if is_block(tag.name) {
            self.flush();
        }
        if !is_void(tag.name) && (never || !tag.empty) {
            self.skip = Some((Scope::of(tag.name), why));
        }
        true
    }

    fn close(&mut self, name: &str) {
        if let Some((skip, _)) = &mut self.skip {
            // A paragraph is closed by its parent's end too.
            let parent =
                skip.name.eq_ignore_ascii_case("p") && is(name, &["div", "section", "article"]);
            if skip.close(name) || parent {
                self.skip = None;
            }
            if !parent {
                return;
            }
        }
        match name {
            _ if is(name, &["a"]) => self.link = false,
            _ if is(name, &["ul", "ol"]) => {
                self.flush();
                self.lists.pop();
            }
            _ if is_block(name) => {
                self.flush();
                self.heading = false;
            }
            _ => {}
        }
        let figure = is(name, &["figure"]);
        if self.caption.as_mut().is_some_and(|it| it.close(name) || figure) {
            self.flush();
            self.caption = None;
        }
    }

    fn flush(&mut self) {
        let text = one_line(&self.line);
        if !text.is_empty() {
            let list = self.lists.last().copied();
            let kind = match list {
                _ if self.caption.is_some() => PassageKind::Caption,
                _ if self.heading => PassageKind::Heading,
                Some(_) => PassageKind::Item,
                None => PassageKind::Paragraph,
            };
            self.drafts.push(Draft { kind, text, linked: self.linked, list });
        }
        self.line.clear();
        self.linked = 0;
        self.breaks = 0;
    }
}

/// Elements that hold no text of the article, whatever they are called.
#[rustfmt::skip]
const NO_TEXT: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "embed",
    "button", "select", "input", "textarea", "nav", "ins-ad", "audio", "video", "map", "head",
    "title", "dialog",
];

#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "div", "section", "article", "main", "header", "footer", "aside", "li", "h1", "h2", "h3",
    "h4", "h5", "h6", "blockquote", "figure", "figcaption", "table", "caption", "tr", "tbody",
    "thead", "dl", "dt", "dd", "pre", "hr", "address", "body", "html", "form", "fieldset", "center",
    "details", "summary", "menu", "nav",
];

fn is(name: &str, names: &[&str]) -> bool {
    // XHTML in a feed may come with a prefix.
    let name = name.rsplit_once(':').map_or(name, |it| it.1);
    names.iter().any(|it| it.eq_ignore_ascii_case(name))
}

fn is_block(name: &str) -> bool {
    is(name, BLOCKS)
}

fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6'])
}

fn is_caption(tag: Tag<'_>) -> bool {
    if is(tag.name, &["figcaption"]) {
        return true;
    }
    let class = tag.value("class").unwrap_or_default();
    is(tag.name, &["p", "div", "span", "dd"])
        && class.split_whitespace().any(|it| {
            let it = it.to_ascii_lowercase();
            it.ends_with("caption-text")
                || it.ends_with("caption")
                || it.contains("photo-credit")
                || it.contains("image-credit")
                || it == "legende"
                || it == "spip_doc_legende"
        })
}

/// Parts of class names and ids that mark what is not the article.
#[rustfmt::skip]
const FURNITURE: &[&str] = &[
    "ads", "adsbygoogle", "adsense", "adslot", "advads", "advert", "adverts", "advertisement",
    "advertising", "sponsored", "taboola", "outbrain", "placement", "publicite", "share", "shares",
    "sharing", "sharedaddy", "sharethis", "addtoany", "addthis", "shareaholic", "social", "related",
    "relatedposts", "recommended", "newsletter", "subscribe", "subscription", "breadcrumb",
    "breadcrumbs", "comments", "respond", "pagination", "pager", "tags", "taglist", "sidebar",
    "menu", "navbar", "navigation", "toc", "cookie", "cookies", "popup", "modal", "promo",
    "screenreader", "hidden", "noprint", "robots", "yarpp", "lwptoc",
];

fn is_furniture(tag: Tag<'_>) -> bool {
    const NEVER: &[&str] = &["html", "body", "main", "article", "img", "br", "hr"];
    if is(tag.name, NEVER) {
        return false;
    }
    let hidden = tag.attributes().any(|(name, value)| match name {
        "hidden" => true,
        "style" => value.replace(' ', "").to_ascii_lowercase().contains("display:none"),
        "aria-hidden" => value == "true",
        "class" | "id" => value.split_ascii_whitespace().any(is_furniture_name),
        _ => false,
    });
    hidden || is(tag.name, &["ins"]) && tag.value("data-ad-client").is_some()
}

/// Whether one class or id marks furniture by one of its parts.
fn is_furniture_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if matches!(&*name, "screen-reader-text" | "sr-only" | "visually-hidden" | "wp-block-buttons") {
        return true;
    }
    let mut parts = name.split(['-', '_']).peekable();
    if matches!(parts.peek(), Some(&("has" | "no" | "with" | "is" | "without"))) {
        return false;
    }
    let ad = name == "ad" || name.starts_with("ad-") || name.ends_with("-ad");
    ad || parts.any(|it| FURNITURE.contains(&it))
}

/// Takes out link lists with what announces them, buttons and pointers; marks captions.
fn filter(drafts: Vec<Draft>) -> Vec<Block> {
    let doomed = link_lists(&drafts);
    let mut blocks: Vec<Block> = Vec::with_capacity(drafts.len());
    let mut links_only = Vec::new();
    for (draft, doomed) in drafts.into_iter().zip(doomed) {
        let text = boilerplate::without_tail(&draft.text);
        let furniture = boilerplate::is_button(text) || boilerplate::is_pointer(text);
        if doomed || (furniture && draft.kind != PassageKind::Caption) {
            continue;
        }
        let caption = draft.kind == PassageKind::Paragraph && boilerplate::is_caption(text);
        let kind = if caption { PassageKind::Caption } else { draft.kind };
        let block = Block { kind, text: text.to_owned() };
        if blocks.last() == Some(&block) || block.text.is_empty() {
            continue;
        }
        let links = draft.linked * 10 >= draft.text.len() * 9 && !boilerplate::ends_sentence(text);
        if links && text.len() < 200 && kind == PassageKind::Paragraph {
            links_only.push(block);
        } else {
            blocks.push(block);
        }
    }
    if blocks.is_empty() { links_only } else { blocks }
}

/// Which drafts belong to a list whose words are mostly links, or announce one.
fn link_lists(drafts: &[Draft]) -> Vec<bool> {
    let lists = drafts.iter().filter_map(|it| it.list).max().unwrap_or(0);
    let mut sums = vec![(0_usize, 0_usize); lists + 1];
    for draft in drafts {
        if let Some(sum) = draft.list.and_then(|it| sums.get_mut(it)) {
            sum.0 += draft.linked;
            sum.1 += draft.text.len();
        }
    }
    let is_links = |draft: &Draft| {
        let sum = draft.list.and_then(|it| sums.get(it));
        sum.is_some_and(|(linked, all)| linked * 10 >= all * 6)
    };
    let mut doomed: Vec<bool> = drafts.iter().map(is_links).collect();
    for at in 1..drafts.len() {
        let starts = doomed.get(at) == Some(&true) && doomed.get(at - 1) == Some(&false);
        let head = drafts.get(at - 1).filter(|_| starts);
        if head.is_some_and(|it| boilerplate::announces_links(&it.text))
            && let Some(it) = doomed.get_mut(at - 1)
        {
            *it = true;
        }
    }
    doomed
}
