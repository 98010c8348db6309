//! Everything that a person can make the desk do: one table, from which the key file, the help,
//! the palette and the footer are made. It names no key; `assets/keymap.toml` does.

/// Declares [`Action`] with its names and sentences; a row's third word is the footer's short form.
macro_rules! actions {
    ($($variant:ident $name:literal $short:literal $help:literal;)+) => {
        /// One thing that a key, the palette or a click can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $(#[doc = $help] $variant),+ }

        impl Action {
            /// All, in the order of the help.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Name in the key file and the palette.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// One or two words for the footer.
            pub fn short(self) -> &'static str {
                match self { $(Self::$variant => $short),+ }
            }

            /// What it does, as a sentence without a full stop.
            pub fn help(self) -> &'static str {
                match self { $(Self::$variant => $help),+ }
            }
        }
    };
}

actions! {
    Down "down" "down" "Go to the next row or line";
    Up "up" "up" "Go to the row or line before";
    PageDown "page-down" "page" "Go one page down";
    PageUp "page-up" "page up" "Go one page up";
    HalfDown "half-down" "half" "Go half a page down";
    HalfUp "half-up" "half up" "Go half a page up";
    Top "top" "top" "Go to the first row or line";
    Bottom "bottom" "bottom" "Go to the last row or line";
    Enter "open" "open" "Open the incident, actor or town of this row";
    Back "back" "back" "Step back: close this, else drop the last chip";
    NextPane "next-pane" "pane" "Go to the next pane";
    PreviousPane "previous-pane" "pane" "Go to the pane before";
    FilterLine "filter" "filter" "Write a filter";
    FilterActor "filter-actor" "actor" "Filter by this row's actor; again adds another";
    FilterTown "filter-town" "town" "Filter by this row's town; again adds another";
    FilterRegion "filter-region" "region" "Filter by this row's region; again adds another";
    FilterKind "filter-kind" "kind" "Filter by this row's kind; again adds another";
    Invert "invert" "invert" "Turn the last filter chip into its opposite";
    DropChip "drop-chip" "drop chip" "Remove the last filter chip";
    ClearFilter "clear-filter" "clear" "Remove every filter chip";
    PickActor "pick-actor" "find actor" "Find an actor by any of its names";
    PickTown "pick-town" "find town" "Find a town by any of its names";
    PickView "views" "views" "Choose a saved view";
    SaveView "save-view" "save view" "Save the present filter under a name";
    HistoryBack "history-back" "earlier view" "Go back to the view before";
    HistoryForward "history-forward" "later view" "Go forward to the view that was left";
    ShowNew "show-new" "show new" "Show the incidents that wait above the list";
    SinceLooked "since-looked" "since last" "Only what is new since I last looked, or all";
    Statements "statements" "statements" "Switch between incidents and statements";
    Sort "sort" "sort" "Switch between latest change and event day";
    Star "star" "star" "Put a star on the incident, or take it off";
    Unread "unread" "unread" "Mark the incident read or unread";
    ReadAll "read-all" "all read" "Mark everything read";
    Undo "undo" "undo" "Undo the last star, read mark, saved view or rule";
    Redo "redo" "redo" "Do again what was undone";
    OpenLink "open-link" "link" "Open the link; over SSH show and copy it";
    CopyUrl "copy-url" "copy url" "Copy the report's address";
    CopyCitation "copy-citation" "cite" "Copy a citation of the report";
    CopyMarkdown "copy-markdown" "markdown" "Copy the incident as Markdown";
    NextTag "next-tag" "next tag" "Go to the next highlighted words";
    PreviousTag "previous-tag" "tag before" "Go to the highlighted words before";
    NextReport "next-report" "next report" "Read the incident's next report";
    PreviousReport "previous-report" "report before" "Read the incident's report before";
    Bidi "bidi" "bidi" "Who lays out Arabic: the desk or the terminal";
    LayoutDesk "layout-desk" "desk" "Show timeline, actors and towns";
    LayoutReading "layout-reading" "reading" "Show the timeline with the incident beside it";
    LayoutMap "layout-map" "map" "Show the map";
    LayoutTrend "layout-trend" "trend" "Show incidents and deaths per day";
    LayoutActors "layout-actors" "actors" "Show the actors";
    LayoutTowns "layout-towns" "towns" "Show the towns";
    LayoutSources "layout-sources" "sources" "Show the sources and what is wrong with them";
    Rules "rules" "watch rules" "Watch rules; choose one to see its past";
    SaveRule "save-rule" "watch" "Watch for what the present filter selects";
    Export "export" "export" "Write the present view to a file";
    Mouse "mouse" "mouse" "Switch the mouse on or off";
    Help "help" "help" "Show every key; type to search";
    Palette "palette" "commands" "Find an action by its name";
    Redraw "redraw" "redraw" "Draw the whole screen again";
    Suspend "suspend" "suspend" "Go back to the shell; `fg` returns here";
    Quit "quit" "quit" "Leave";
    Accept "accept" "accept" "Take the line or the choice";
    Cancel "cancel" "cancel" "Leave the line as it was";
    Complete "complete" "complete" "Take the first completion";
    Forget "forget" "forget" "Forget the chosen saved view or watch rule";
    NextChoice "next-choice" "next" "Go to the next choice";
    PreviousChoice "previous-choice" "before" "Go to the choice before";
}

impl Action {
    /// The action of a name in the key file, `None` for any other word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }
}
