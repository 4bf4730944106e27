//! `boardpack new council`: the smallest council's folder that can be built. It asks nothing, and
//! changes no file that is there.

use std::path::Path;

use super::args::NewCouncil;
use super::delivery::{plain, say_refused};
use super::{Console, Exit};
use crate::load::Folder;
use crate::style::builtin::COUNCIL;
use crate::write::{self, OutputPath};

/// Makes the folder.
pub(super) fn run(new: &NewCouncil, current: &Path, console: &mut Console<'_>) -> Exit {
    let folder = current.join(&new.folder);
    let shown = |path: &Path| plain(path.strip_prefix(current).unwrap_or(path));
    if let Some((name, _)) = COUNCIL.iter().find(|(name, _)| folder.join(name).exists()) {
        console.say(&format!("error: {} is there already, and is left as it is", shown(&folder.join(name))));
        console.say("hint: go on in that folder, or name a new one: boardpack new council my_council");
        return Exit::Usage;
    }
    // Inside another council's folder it would be built as a part of neither.
    let around = folder.ancestors().find(|above| above.is_dir()).and_then(Folder::find);
    if let Some(around) = around {
        console.say(&format!("error: {} lies in a council's folder, {}", shown(&folder), plain(&around)));
        console.say("hint: name a folder outside it; to add a board, add a file to its boards/");
        return Exit::Usage;
    }
    for (name, bytes) in COUNCIL {
        let path = folder.join(name);
        let made = OutputPath::below(&folder, name).and_then(|file| write::create(&file, bytes));
        if let Err(refused) = made {
            say_refused(&refused, console);
            return Exit::Io;
        }
        let _ = writeln!(console.out, "{}", shown(&path));
    }
    if !new.quiet {
        console.say(&format!(
            "a council's folder: go into {} and type boardpack build; then look at \
             out/reports/first_report/report.pdf",
            shown(&folder)
        ));
    }
    Exit::Done
}
