//! `boardpack new`: what it writes, what it leaves alone, and what it says. It looks at no page.

mod actions;
mod council;
mod house_style;
mod minutes;
mod refusals;

use std::fs;

use crate::support::{Council, Ran};
use boardpack::cli::Exit;

const PEOPLE: &str = "[officer]\nname = \"Community safety officer\"\n\n[clerk]\nname = \"Clerk\"\n";

/// A pack of the small council.
pub(crate) const PACK: &str = r#"
board = "safer"
start = 2025-09-19T14:05:00
place = "County Hall"
clerk = "clerk"
next  = 2025-12-12T10:00:00

[[item]]
title = "Minutes of the previous meeting"
papers = [ { minutes = 2025-06-20 } ]

[[item]]
title = "Declarations of interest"

[[item]]
number = "2a"
title = "Report before {{ next.day }}"
presenter = "The officer will say \"hello\"."
papers = [ { report = "paper" } ]

[[item]]
title = "Lighting"
state = "urgent"
reason = "it's dark"
papers = [ { report = "paper" } ]

[[item]]
title = "Signs"
state = "withdrawn"

[[item]]
title = "Date of the next meeting"
"#;

const BEFORE: &str = r#"
start = 2025-06-20T10:00:00
end   = 11:00:00
place = "at County Hall"
first_number = 7
[[present]]
name = "Councillor A. Chair"
organisation = "Sample Council"
as = "in the Chair"
note = "left early"
[[apology]]
name = "Ms B. Away"
[[officer]]
person = "clerk"
[[minute]]
title = "One"
text = "One."
[[minute]]
title = "Two"
text = "Two."
"#;

/// The smallest council, with a pack and the minutes of the meeting before it.
pub(crate) fn council() -> Council {
    Council::new()
        .put("people.toml", PEOPLE)
        .put("packs/september/pack.toml", PACK)
        .put("minutes/safer/2025-06-20.toml", BEFORE)
}

/// The text of a file.
pub(crate) fn text(council: &Council, path: &str) -> String {
    fs::read_to_string(council.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The exit code, standard output and standard error, with `/` in paths.
pub(crate) fn said(ran: &Ran) -> (Exit, String, String) {
    (ran.exit, ran.out.replace('\\', "/"), ran.err.replace('\\', "/"))
}

/// The minutes that are made from it.
pub(crate) const MADE: &str = "minutes/safer/2025-09-19.toml";

/// An action log with everything that is easily lost.
pub(crate) const LOG: &str = r#"# The action log for the meeting of 19 September 2025 (2025-09-19).
board = "safer"

# Prisons

# This one has been with us for long.
[[action]]
id     =   "prison"
number = 2
raised = 2024-12-09
text   = '''
# not a comment

[[action]] nor this
'''
owners = [ "officer" ] # for now
status = "amber"
# still open

[[action.part]]
raised = 2025-03-17
text   = "A part{{ note('kept') }}"
closed = 2025-06-01

# closed before the meeting
[[action]]
id = "early"
number = 3
raised = 2025-03-21
text   = "Early{{ note(\"gone\") }}"
owners = ["officer"]
closed = 2025-09-18

[note.gone]
text = "goes with it"

[note.kept]
text = "stays"

[[action]]
id = "on_the_day"
number = 5
raised = 2025-03-21
text   = "On the day"
owners = ["officer"]
closed = 2025-09-18
[[action.part]]
raised = 2025-03-21
text   = "A part"
closed = 2025-09-19

# Others

[[action]]
id = "last"
number = 9
raised = 2025-03-21
text   = "Last"
owners = ["officer"]
closed = 2025-01-01
[[action.part]]
raised = 2025-03-21
text   = "open"
status = "green"
"#;
