//! A query written so that it reads back as the same query.

use std::fmt::{self, Display};

use crate::theatre::key;

use super::{
    ast::{Amount, Compare, Named, Node, Number, Query, Term},
    resolve::NameKey,
    time::Period,
};

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(nodes) => all(f, nodes),
            Self::Or(nodes) => match as_list(nodes) {
                Some(list) => f.write_str(&list),
                None => any(f, nodes),
            },
            Self::Not(inner) => match &**inner {
                Self::Term(term) => write!(f, "-{term}"),
                Self::Or(nodes) if as_list(nodes).is_some() => write!(f, "-{inner}"),
                _ => write!(f, "-({inner})"),
            },
            Self::Term(term) => term.fmt(f),
        }
    }
}

fn all(f: &mut fmt::Formatter<'_>, nodes: &[Node]) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            // A bare word after a name could be read as its next word.
            let before = nodes.get(at - 1).and_then(|it| it.terms().pop());
            let splits =
                before.is_some_and(ends_in_name) && matches!(node, Node::Term(Term::Word(_)));
            f.write_str(if splits { " AND " } else { " " })?;
        }
        match node {
            Node::Or(inner) if as_list(inner).is_none() => write!(f, "({node})")?,
            _ => node.fmt(f)?,
        }
    }
    Ok(())
}

fn any(f: &mut fmt::Formatter<'_>, nodes: &[Node]) -> fmt::Result {
    for (at, node) in nodes.iter().enumerate() {
        f.write_str(if at > 0 { " OR " } else { "" })?;
        node.fmt(f)?;
    }
    Ok(())
}

fn ends_in_name(term: &Term) -> bool {
    use Term::{Actor, Country, Object, Person, Region, Town};
    matches!(term, Actor(..) | Object(_) | Town(..) | Region(_) | Country(_) | Person(_))
}

/// `key:a,b`, where all nodes are terms of one key that are written with a colon.
fn as_list(nodes: &[Node]) -> Option<String> {
    let mut out = String::new();
    let mut first = "";
    for node in nodes {
        let Node::Term(term) = node else { return None };
        let Written { key, sign: ":", value } = written(term) else { return None };
        if out.is_empty() {
            first = key;
            out = format!("{key}:{value}");
        } else if key == first {
            out.push(',');
            out.push_str(&value);
        } else {
            return None;
        }
    }
    Some(out)
}

/// A term in its three pieces; words and phrases have no key.
struct Written {
    key: &'static str,
    sign: &'static str,
    value: String,
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Written { key, sign, value } = written(self);
        write!(f, "{key}{sign}{value}")
    }
}

fn written(term: &Term) -> Written {
    let named = |key: NameKey, value: String| Written { key: key.word(), sign: ":", value };
    match term {
        Term::Actor(part, it) => named(NameKey::Actor(*part), quoted(it)),
        Term::Object(it) => named(NameKey::Actor(super::ast::Part::Target), it.to_string()),
        Term::Town(reach, it) => named(NameKey::Town(*reach), quoted(it)),
        Term::Region(it) => named(NameKey::Region, quoted(it)),
        Term::Country(it) => named(NameKey::Country, quoted(it)),
        Term::Kind(it) => named(NameKey::Kind, quoted(it)),
        Term::Realis(it) => named(NameKey::Realis, it.word().to_owned()),
        Term::Verification(it) => named(NameKey::Verification, it.word().to_owned()),
        Term::Undated(it) => named(NameKey::Undated, yes_or_no(*it)),
        Term::Late(it) => named(NameKey::Late, yes_or_no(*it)),
        Term::Source(it) => named(NameKey::Source, quoted(it)),
        Term::Publisher(it) => named(NameKey::Publisher, quoted_text(it)),
        Term::Language(it) => {
            named(NameKey::Language, it.map_or("other", crate::model::Lang::code).to_owned())
        }
        Term::Person(it) => named(NameKey::Person, quoted(it)),
        Term::Personal(key, it) => named(NameKey::Personal(*key), quoted_text(it)),
        Term::Number(number, amount) => number_written(*number, *amount),
        Term::On(period) => period_written("on", *period),
        Term::Since(period) => period_written("since", *period),
        Term::Until(period) => period_written("until", *period),
        Term::Ids(ids) => Written { key: "", sign: "", value: format!("<{} chosen>", ids.len()) },
        // A hyphen keeps the words together and counts as a blank.
        Term::Word(it) => Written { key: "", sign: "", value: it.replace(' ', "-") },
        Term::Phrase(it) => Written { key: "", sign: "", value: format!("\"{it}\"") },
    }
}

fn number_written(number: Number, amount: Amount) -> Written {
    let key = match number {
        Number::Severity => "severity",
        Number::Deaths => "deaths",
        Number::Wounded => "wounded",
    };
    match amount {
        Amount::Is(comparison, n) => Written { key, sign: sign(comparison), value: n.to_string() },
        Amount::Between(low, high) => Written { key, sign: ":", value: format!("{low}..{high}") },
    }
}

fn period_written(key: &'static str, period: Period) -> Written {
    let end = |it: Option<super::time::Stretch>| it.map_or(String::new(), |it| it.to_string());
    match period {
        Period::In(it) => Written { key, sign: ":", value: it.to_string() },
        Period::Between(from, to) => {
            Written { key, sign: ":", value: format!("{}..{}", end(from), end(to)) }
        }
        Period::Is(comparison, it) => {
            Written { key, sign: sign(comparison), value: it.to_string() }
        }
    }
}

fn sign(comparison: Compare) -> &'static str {
    match comparison {
        Compare::Less => "<",
        Compare::AtMost => "<=",
        Compare::Equal => ":",
        Compare::AtLeast => ">=",
        Compare::More => ">",
    }
}

fn yes_or_no(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}

fn quoted<T>(named: &Named<T>) -> String {
    quoted_text(&named.text)
}

/// In quotes wherever a bare word would not read back as itself.
pub(super) fn quoted_text(text: &str) -> String {
    let plain = !text.is_empty()
        && !text.contains(|it: char| it.is_whitespace() || "()\",:<>=".contains(it))
        && !key(text).is_empty();
    if plain { text.to_owned() } else { format!("\"{text}\"") }
}
