//! From an action to the part of the desk that it concerns.

use super::{filter, marks, navigate, prompt, reload};
use crate::tui::{
    action::Action,
    bidi,
    data::{Part, Sort},
    effect::Effect,
    layout::Layout,
    prompt::Purpose,
    state::State,
};

/// Does it.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Down => navigate::step(state, 1),
        Action::Up => navigate::step(state, -1),
        Action::PageDown => navigate::page(state, 1, 1),
        Action::PageUp => navigate::page(state, -1, 1),
        Action::HalfDown => navigate::page(state, 1, 2),
        Action::HalfUp => navigate::page(state, -1, 2),
        Action::Top => navigate::top(state),
        Action::Bottom => navigate::bottom(state),
        Action::Enter => navigate::enter(state),
        Action::Back => navigate::back(state),
        Action::NextPane => navigate::pane(state, 1),
        Action::PreviousPane => navigate::pane(state, -1),
        Action::HistoryBack => navigate::history(state, navigate::Way::Back),
        Action::HistoryForward => navigate::history(state, navigate::Way::Forward),
        Action::LayoutDesk => navigate::layout(state, Layout::Desk),
        Action::LayoutReading => navigate::layout(state, Layout::Reading),
        Action::LayoutMap => navigate::layout(state, Layout::Map),
        Action::LayoutTrend => navigate::layout(state, Layout::Trend),
        Action::LayoutActors => navigate::layout(state, Layout::Actors),
        Action::LayoutTowns => navigate::layout(state, Layout::Towns),
        Action::LayoutSources => navigate::layout(state, Layout::Sources),
        Action::NextTag => navigate::tag(state, 1),
        Action::PreviousTag => navigate::tag(state, -1),
        Action::NextReport => navigate::report(state, 1),
        Action::PreviousReport => navigate::report(state, -1),
        Action::Quit => navigate::quit(state),
        Action::Redraw => vec![Effect::Redraw],
        Action::Suspend => vec![Effect::Suspend],
        other => act_on_view(state, other),
    }
}

/// The actions that change what is selected.
fn act_on_view(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::FilterActor => filter::by_actor(state),
        Action::FilterTown => filter::by_town(state),
        Action::FilterRegion => filter::by_region(state),
        Action::FilterKind => filter::by_kind(state),
        Action::Invert => filter::change(state, |it| it.filter.invert()),
        Action::DropChip => filter::change(state, |it| it.filter.chips.pop().is_some()),
        Action::ClearFilter => filter::change(state, filter::clear),
        Action::SinceLooked => filter::since_looked(state),
        Action::Statements => filter::change(state, |it| {
            it.statements = !it.statements;
            true
        }),
        Action::Sort => filter::change(state, |it| {
            it.sort = match it.sort {
                Sort::Changed => Sort::Day,
                Sort::Day => Sort::Changed,
            };
            true
        }),
        Action::ShowNew => {
            state.timeline.top = 0;
            (state.timeline.index, state.timeline.before) = (0, 0);
            state.timeline.selected = None;
            reload(state, Part::Head)
        }
        other => act_on_line(state, other),
    }
}

/// The actions of and around a line of text, and those on marks and links.
fn act_on_line(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::FilterLine => prompt::open(state, Purpose::Filter),
        Action::PickActor => prompt::open(state, Purpose::Actor),
        Action::PickTown => prompt::open(state, Purpose::Town),
        Action::PickView => prompt::open(state, Purpose::View),
        Action::SaveView => prompt::open(state, Purpose::SaveView),
        Action::Rules => prompt::open(state, Purpose::Rules),
        Action::SaveRule => prompt::open(state, Purpose::SaveRule),
        Action::Export => prompt::open(state, Purpose::Export),
        Action::Help => prompt::open(state, Purpose::Help),
        Action::Palette => prompt::open(state, Purpose::Palette),
        Action::Accept => prompt::accept(state),
        Action::Complete => prompt::complete(state),
        Action::Forget => prompt::forget(state),
        Action::NextChoice => prompt::step(state, 1),
        Action::PreviousChoice => prompt::step(state, -1),
        Action::Cancel => {
            state.prompt = None;
            Vec::new()
        }
        Action::Star => marks::star(state),
        Action::Unread => marks::unread(state),
        Action::ReadAll => marks::read_all(state),
        Action::Undo => marks::undo(state),
        Action::Redo => marks::redo(state),
        Action::OpenLink => marks::open_link(state),
        Action::CopyUrl => marks::copy_url(state),
        Action::CopyCitation => marks::copy_citation(state),
        Action::CopyMarkdown => marks::copy_markdown(state),
        Action::Bidi => {
            state.settings.bidi = bidi::other(state.settings.bidi);
            let who = bidi::word(state.settings.bidi);
            state.say(format!("right-to-left text is laid out by the {who}"));
            Vec::new()
        }
        Action::Mouse => {
            state.settings.mouse = !state.settings.mouse;
            state.say(if state.settings.mouse { "mouse on" } else { "mouse off" });
            vec![Effect::Mouse(state.settings.mouse)]
        }
        _ => Vec::new(),
    }
}
