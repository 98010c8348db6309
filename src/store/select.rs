//! A query as SQL. It must select what [`Query::matches`] selects: every condition is two-valued,
//! never null, so that NOT means the same on both sides.

use rusqlite::types::Value;

use crate::{
    model::{Lang, Slug},
    query::{
        Node, Query, Term,
        ast::{Named, Number, Part, Reach},
        words::needles,
    },
};

/// What is selected.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// Incidents: the row is `i`.
    Incidents,
    /// Reports that tell of no incident: the row is `r`.
    LoneReports,
}

/// A condition with its parameters, in the order of their question marks.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

impl Condition {
    /// The condition of a query.
    pub(super) fn of(query: &Query, from: From) -> Self {
        let mut builder = Builder { out: Self::default(), from, query };
        builder.node(&query.root);
        builder.out
    }
}

struct Builder<'q> {
    out: Condition,
    from: From,
    query: &'q Query,
}

impl Builder<'_> {
    fn push(&mut self, sql: &str) {
        self.out.sql.push_str(sql);
    }

    fn value(&mut self, value: impl Into<Value>) {
        self.out.values.push(value.into());
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::And(nodes) => self.list(nodes, " AND ", "1"),
            Node::Or(nodes) => self.list(nodes, " OR ", "0"),
            Node::Not(inner) => {
                self.push("NOT ");
                self.node(inner);
            }
            Node::Term(term) => {
                self.push("(");
                self.term(term);
                self.push(")");
            }
        }
    }

    fn list(&mut self, nodes: &[Node], sign: &str, empty: &str) {
        self.push("(");
        for (at, node) in nodes.iter().enumerate() {
            self.push(if at > 0 { sign } else { "" });
            self.node(node);
        }
        self.push(if nodes.is_empty() { empty } else { "" });
        self.push(")");
    }

    fn term(&mut self, term: &Term) {
        match term {
            Term::Source(named) => self.of_report(|it| it.any_of("r.source", named)),
            Term::Publisher(name) => self.of_report(|it| {
                it.push("r.publisher_form = ? OR substr(r.publisher_form, 1, ?) = ?");
                it.value(name.clone());
                let head = format!("{name}.");
                it.value(i64::try_from(head.chars().count()).unwrap_or(i64::MAX));
                it.value(head);
            }),
            Term::Language(lang) => self.of_report(|it| {
                it.push("r.lang IS ?");
                it.value(lang.map_or(Value::Null, |lang: Lang| lang.code().to_owned().into()));
            }),
            Term::Since(period) => self.reported(period.since(self.query.now)),
            Term::Until(period) => self.reported(period.until(self.query.now)),
            Term::Word(word) => self.of_text(needles(word)),
            Term::Phrase(words) => self.of_text(vec![format!(" {words} ")]),
            Term::On(period) => {
                let (from, to) = period.days(self.query.now);
                let (first, last) = match self.from {
                    From::Incidents => ("i.on_first", "i.on_last"),
                    From::LoneReports => ("r.published_day", "r.published_day"),
                };
                self.push(&format!("{first} IS NOT NULL"));
                self.bound(last, ">=", from.map(|it| it.to_string()));
                self.bound(first, "<=", to.map(|it| it.to_string()));
            }
            Term::Undated(yes) => {
                let column = match self.from {
                    From::Incidents => "i.on_first",
                    From::LoneReports => "r.published_day",
                };
                self.push(&format!("{column} IS {}NULL", if *yes { "" } else { "NOT " }));
            }
            _ if self.from == From::LoneReports => self.push("0"),
            _ => self.of_incident(term),
        }
    }

    fn of_incident(&mut self, term: &Term) {
        match term {
            Term::Actor(part, named) => {
                self.push("EXISTS (SELECT 1 FROM incident_actor a WHERE a.iid = i.iid AND ");
                self.any_of("a.actor", named);
                self.push(match part {
                    Part::Any => ")",
                    Part::Attacker => " AND a.role = 'attacker')",
                    Part::Target => " AND a.role = 'target')",
                });
            }
            Term::Object(word) => {
                self.push("i.target IS NOT NULL AND i.target = ?");
                self.value(word.to_string());
            }
            Term::Town(reach, named) => {
                self.push(match reach {
                    Reach::Town => "i.geo_precision IS 1",
                    Reach::Near => "(i.geo_precision IS 1 OR i.geo_precision IS 2)",
                });
                self.push(" AND i.town IS NOT NULL AND i.town IN (");
                self.values(named.any.iter().map(|it| Value::Integer(*it)));
                self.push(")");
            }
            Term::Region(named) => {
                self.push("0");
                for (country, name) in &named.any {
                    self.push(" OR (i.country IS ? AND i.admin1 IS ?)");
                    self.value(country.to_string());
                    self.value(name.clone());
                }
            }
            Term::Country(named) => {
                self.push("i.country IS NOT NULL AND ");
                self.any_of("i.country", named);
            }
            Term::Kind(named) => {
                self.push("EXISTS (SELECT 1 FROM incident_code c WHERE c.iid = i.iid AND ");
                self.any_of("c.code", named);
                self.push(")");
            }
            Term::Realis(realis) => self.is("i.realis", realis.word()),
            Term::Verification(it) => self.is("i.verification", it.word()),
            Term::Number(number, amount) => self.number(*number, amount.bounds()),
            Term::Late(yes) => self.push(if *yes { "i.late = 1" } else { "i.late = 0" }),
            Term::Person(named) => {
                self.push("EXISTS (SELECT 1 FROM incident_person p WHERE p.iid = i.iid AND (0");
                for words in &named.any {
                    self.push(" OR instr(p.words, ?) > 0");
                    self.value(format!(" {words} "));
                }
                self.push("))");
            }
            Term::Ids(ids) => {
                let ids: Vec<&str> = ids.iter().map(Slug::as_str).collect();
                self.push("i.id IN (SELECT value FROM json_each(?))");
                self.value(serde_json::to_string(&ids).unwrap_or_default());
            }
            _ => self.push("0"),
        }
    }

    fn is(&mut self, column: &str, word: &str) {
        self.push(&format!("{column} = ?"));
        self.value(word.to_owned());
    }

    fn number(&mut self, number: Number, bounds: Option<(u32, u32)>) {
        let column = match number {
            Number::Severity => "i.severity",
            Number::Deaths => "i.deaths",
            Number::Wounded => "i.wounded",
        };
        let Some((low, high)) = bounds else { return self.push("0") };
        self.push(&format!("{column} IS NOT NULL AND {column} BETWEEN ? AND ?"));
        self.value(i64::from(low));
        self.value(i64::from(high));
    }

    fn any_of(&mut self, column: &str, named: &Named<Slug>) {
        self.push(column);
        self.push(" IN (");
        self.values(named.any.iter().map(|it| Value::Text(it.to_string())));
        self.push(")");
    }

    fn values(&mut self, values: impl Iterator<Item = Value>) {
        for (at, value) in values.enumerate() {
            self.push(if at > 0 { ", ?" } else { "?" });
            self.value(value);
        }
    }

    /// A condition on the report `r`: one of the incident's, or the report itself.
    fn of_report(&mut self, condition: impl FnOnce(&mut Self)) {
        if self.from == From::LoneReports {
            return condition(self);
        }
        self.push(
            "EXISTS (SELECT 1 FROM incident_report l JOIN report r USING (rid) \
             WHERE l.iid = i.iid AND (",
        );
        condition(self);
        self.push("))");
    }

    /// Any of these runs of characters stands in the search form of a report.
    fn of_text(&mut self, needles: Vec<String>) {
        self.push(match self.from {
            From::Incidents => {
                "EXISTS (SELECT 1 FROM incident_report l JOIN report_text t USING (rid) \
                 WHERE l.iid = i.iid AND (0"
            }
            From::LoneReports => "EXISTS (SELECT 1 FROM report_text t WHERE t.rid = r.rid AND (0",
        });
        for needle in needles {
            self.push(" OR instr(t.words, ?) > 0");
            self.value(needle);
        }
        self.push("))");
    }

    fn reported(&mut self, (from, to): crate::query::time::Instants) {
        self.of_report(|it| {
            it.push("1");
            it.bound("r.reported", ">=", from.map(microsecond_from));
            it.bound("r.reported", "<", to.map(microsecond_from));
        });
    }

    fn bound(&mut self, column: &str, sign: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.push(&format!(" AND {column} {sign} ?"));
            self.value(value);
        }
    }
}

/// The first whole microsecond that is not before an instant.
fn microsecond_from(at: jiff::Timestamp) -> i64 {
    at.as_microsecond() + i64::from(at.subsec_nanosecond().rem_euclid(1000) != 0)
}
