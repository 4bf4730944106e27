//! `boardpack new council`: the smallest council's folder that can be built. It asks nothing, and
//! changes no file that is there.

use std::path::Path;

use super::Console;
use super::args::NewCouncil;
use crate::failure::{Failure, plain_path};
use crate::load::Folder;
use crate::style::builtin::COUNCIL;
use crate::write::{self, OutputPath};

/// Makes the folder.
pub(super) fn run(new: &NewCouncil, current: &Path, console: &mut Console<'_>) -> Result<(), Failure> {
    let folder = current.join(&new.folder);
    let shown = |path: &Path| plain_path(path.strip_prefix(current).unwrap_or(path));
    let here = folder == current || ["", "."].contains(&shown(&folder).as_str());
    if folder.join("council.toml").exists() {
        // Nobody knows the folder that they are in as ".".
        let name = if here { plain_path(current) } else { shown(&folder) };
        return Err(Failure::usage(
            format!("{name} is a council's folder already: its council.toml is left as it is"),
            "go on in that folder, or name a new one: boardpack new council my_council",
        ));
    }
    if let Some((name, _)) = COUNCIL.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Failure::usage(
            format!("{} is there already, and is left as it is", shown(&folder.join(name))),
            "go on in that folder, or name a new one: boardpack new council my_council",
        ));
    }
    // Inside another council's folder it would be built as a part of neither.
    let around = folder.ancestors().find(|above| above.is_dir()).and_then(Folder::find);
    if let Some(around) = around {
        return Err(Failure::usage(
            format!("{} lies in a council's folder, {}", shown(&folder), plain_path(&around)),
            "name a folder outside it; to add a board, add a file to its boards/",
        ));
    }
    let mut printed = Ok(());
    for (name, bytes) in COUNCIL {
        write::create(&OutputPath::below(&folder, name)?, bytes)?;
        printed = printed.and(console.print_path(&folder.join(name), current));
    }
    if !new.quiet {
        // `new council .` makes it of the folder that one is in.
        let go = if here {
            "this is now a council's folder: type boardpack build".to_owned()
        } else {
            format!("a council's folder: go into {} and type boardpack build", shown(&folder))
        };
        console.say(&format!("{go}; then look at out/reports/first_report/report.pdf"));
    }
    printed
}
