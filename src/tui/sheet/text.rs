//! The text of a report with its evidence highlighted.

use crate::{
    config::Bidi,
    model::{Coding, PassageKind, Span},
    theatre::Names,
    tui::{
        data::IncidentSheet,
        labels,
        page::{Builder, Line, Page, Piece},
        reader::Tag,
        theme::Role,
    },
};

/// Bytes of text that are laid out; beyond them the rest is only counted.
const SHOWN: usize = 200_000;

/// The tags of a report in the order of its text, each with its reason.
pub fn tags(names: &Names, sheet: &IncidentSheet, report: usize) -> Vec<Tag> {
    let Some(told) = sheet.reports.get(report) else { return Vec::new() };
    let mut tags = of_coding(names, &told.coding);
    for member in sheet.incident.members.iter().filter(|it| it.report == told.report.id) {
        if let Some(tag) =
            tags.iter_mut().find(|it| it.role == Role::Event && it.span == member.evidence)
        {
            tag.reason = format!("{}; here because {}", tag.reason, member.why);
        }
    }
    tags.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    tags
}

fn of_coding(names: &Names, coding: &Coding) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut add = |spans: &[Span], role: Role, what: &str, why: &str| {
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        tags.extend(spans.iter().map(|span| Tag {
            span: *span,
            role,
            reason: format!("{what}{why}"),
        }));
    };
    for it in &coding.actors {
        let what = format!("actor {}", labels::actor_name(names, &it.id));
        add(&it.evidence, Role::Actor, &what, &it.why);
    }
    for it in &coding.people {
        add(&it.evidence, Role::Person, &format!("person {}", it.name), &it.why);
    }
    for it in &coding.towns {
        let what = format!("town {}, {}, {}", it.name, it.admin1, it.country);
        add(&it.evidence, Role::Town, &what, &it.why);
    }
    for it in &coding.others {
        let role = match it.kind.as_str() {
            "date" => Role::Date,
            "number" => Role::Number,
            _ => Role::Town,
        };
        add(&[it.evidence], role, &format!("{} {}", it.kind, it.value), "");
    }
    for it in &coding.events {
        let what = format!("{} ({})", labels::event_words(names, &it.event), it.realis.word());
        add(&[it.evidence], Role::Event, &what, &it.why.join("; "));
    }
    tags
}

/// The text of a report, its tags highlighted.
pub fn page(sheet: &IncidentSheet, report: usize, tags: &[Tag], width: usize, bidi: Bidi) -> Page {
    let mut out = Builder::new(width, bidi);
    let Some(told) = sheet.reports.get(report) else { return out.page };
    let report_ = &told.report;
    let published = report_.published.map_or_else(|| "undated".to_owned(), |it| it.to_string());
    let rule = "─".repeat(width);
    out.line(Line::of(rule, Role::Muted));
    out.paragraph(
        &format!(
            "report {} of {}: {}, {published}",
            report + 1,
            sheet.reports.len(),
            report_.publisher
        ),
        Role::Muted,
    );
    if let Some(url) = &report_.url {
        let mut line = Line::of(crate::tui::cells::cut(url, width), Role::Link);
        line.runs[0].link = Some(url.clone());
        out.line(line);
    }
    for passage in &report_.text.passages {
        let whole = passage.span.range();
        let text = &report_.text.text;
        let upto = (0..=whole.end.min(SHOWN)).rev().find(|it| text.is_char_boundary(*it));
        let upto = upto.unwrap_or(whole.end);
        if whole.start >= upto {
            out.gap();
            out.paragraph("… the rest is longer than is shown here", Role::Muted);
            break;
        }
        let span = Span::new(whole.start, upto);
        let text = report_.text.slice(span);
        out.gap();
        let (rest, indent) = match passage.kind {
            PassageKind::Title | PassageKind::Heading => (Role::Unread, 0),
            PassageKind::Paragraph => (Role::Text, 0),
            PassageKind::Item => (Role::Text, 2),
            PassageKind::Caption => (Role::Muted, 2),
        };
        out.pieces(text, &pieces(span, tags), rest, indent);
    }
    out.page
}

/// The pieces of a passage, in order: where tags overlap, the shortest is shown. Tags come in the
/// order in which they begin, so that only those that hold at a place are looked at there.
fn pieces(passage: Span, tags: &[Tag]) -> Vec<Piece> {
    let inside: Vec<(usize, &Tag)> =
        tags.iter().enumerate().filter(|(_, it)| it.span.overlaps(passage)).collect();
    let mut cuts: Vec<u32> = inside
        .iter()
        .flat_map(|(_, it)| [it.span.start, it.span.end])
        .map(|it| it.clamp(passage.start, passage.end))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut pieces, mut holding, mut next) = (Vec::new(), Vec::new(), inside.iter().peekable());
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        while let Some(begun) = next.next_if(|(_, it)| it.span.start <= start) {
            holding.push(begun);
        }
        holding.retain(|(_, it)| it.span.end > start);
        let best = holding.iter().min_by_key(|(_, it)| it.span.end - it.span.start);
        if let Some((number, tag)) = best {
            let range = (start - passage.start) as usize..(end - passage.start) as usize;
            pieces.push(Piece { range, role: tag.role, tag: Some(*number) });
        }
    }
    pieces
}
