//! Does a list of things, as many at a time as there are processors, and gives every thread its stack. It
//! knows nothing of what is done, and never begins one thing while another of the same worker waits.
//!
//! A pool of threads does begin others while one waits for its own parts. With papers in a common pool, a
//! thread that waited began another paper: forty papers lay in memory at once, each a level deeper on one
//! stack, and in a pack of two hundred items the nested work overflowed the stack. So papers are set and
//! written here, each in a thread of its own with a deep stack.

use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, panicking, scope};

use crate::finding::Findings;

/// Bytes of stack for every thread that reads what others made, the main one's work included. The deepest
/// of that is the independent check, which follows at most [`DEEPEST`] steps from one object to the next
/// and takes some ten kilobytes for each. Windows gives a main thread one megabyte, and Rust gives any
/// other two: neither is enough. Only what is used is taken.
pub const STACK: usize = 64 << 20;

/// Steps from object to object that are followed with a stack of [`STACK`] bytes.
pub const DEEPEST: usize = 2000;

/// Does work in a thread with a stack of [`STACK`] bytes; in this one where no other is to be had. Where
/// it panics, so does this. `None` never happens.
pub fn with_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    let mut work = Some(work);
    let mut done = None;
    scope(|scope| {
        let run = || done = work.take().map(|work| work());
        if let Ok(thread) = Builder::new().stack_size(STACK).spawn_scoped(scope, run)
            && let Err(panic) = thread.join()
        {
            resume_unwind(panic);
        }
    });
    done.or_else(|| work.map(|work| work()))
}

/// Gives the threads of the pool that is there for all, in which pages are laid out and pictures drawn,
/// stacks of [`STACK`] bytes too. It must come before all other work; later it does nothing.
pub fn deepen_pool() {
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
}

/// What became of one thing.
type JobResult<T> = (Findings, Option<T>);

/// Lets no other worker begin another thing where one ends by a panic.
struct StopOthers<'a> {
    next: &'a AtomicUsize,
    last: usize,
}

impl Drop for StopOthers<'_> {
    fn drop(&mut self) {
        if panicking() {
            self.next.fetch_max(self.last, Ordering::Relaxed);
        }
    }
}

/// What becomes of each thing that can be done, in the order of the list. The first things are begun
/// first. Where one panics, so does this, once what is begun has ended.
pub fn side_by_side<I: Sync, T: Send>(
    list: &[I],
    make: impl Fn(&I, &mut Findings) -> Option<T> + Sync,
    findings: &mut Findings,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let made: Vec<Mutex<Option<JobResult<T>>>> = list.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        let _others = StopOthers { next: &next, last: list.len() };
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let (Some(one), Some(place)) = (list.get(turn), made.get(turn)) else { return };
            let mut own = Findings::default();
            let result = make(one, &mut own);
            if let Ok(mut place) = place.lock() {
                *place = Some((own, result));
            }
        }
    };
    let panic = scope(|scope| {
        let workers = rayon::current_num_threads().min(list.len());
        let begun: Vec<_> = (0..workers)
            .filter_map(|_| Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok())
            .collect();
        // A machine that gives no threads at all still has this one.
        if begun.is_empty() {
            work();
        }
        let ended: Vec<_> = begun.into_iter().map(|worker| worker.join()).collect();
        ended.into_iter().find_map(Result::err)
    });
    // It goes on as the panic that it is, not as one of this function.
    if let Some(panic) = panic {
        resume_unwind(panic);
    }
    findings.gather(made.into_iter().filter_map(|place| place.into_inner().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Finding, Rule};

    #[test]
    fn what_is_made_keeps_its_order_and_what_is_not_leaves_its_finding() {
        let list: Vec<u32> = (0..100).collect();
        let mut findings = Findings::default();
        let even = |n: &u32, own: &mut Findings| {
            let even = n.is_multiple_of(2);
            if !even {
                own.push(Finding::nowhere(Rule::Blank, n.to_string()));
            }
            even.then_some(*n)
        };
        let made = side_by_side(&list, even, &mut findings);
        assert_eq!(made, (0..100).step_by(2).collect::<Vec<u32>>());
        assert_eq!(findings.iter().count(), 50);
    }

    #[test]
    fn a_worker_has_room_for_what_is_nested_deeply() {
        fn depth(left: usize) -> usize {
            let room = std::hint::black_box([left; 512]);
            if left == 0 { 0 } else { 1 + depth(left - 1) + std::hint::black_box(&room)[0] - left }
        }
        // More than the two megabytes that a thread has by itself.
        let made = side_by_side(&[2000], |n, _| Some(depth(*n)), &mut Findings::default());
        assert_eq!(made, [2000]);
        assert_eq!(with_stack(|| depth(2000)), Some(2000));
    }

    /// The message of a panic of the work, as it comes out.
    fn panic_of(work: impl FnOnce() + std::panic::UnwindSafe) -> Option<&'static str> {
        std::panic::catch_unwind(work).err()?.downcast_ref::<&str>().copied()
    }

    #[test]
    fn a_panic_of_the_work_is_no_other_panic() {
        let said = panic_of(|| with_stack(|| resume_unwind(Box::new("as said"))).unwrap_or_default());
        assert_eq!(said, Some("as said"));
    }

    #[test]
    fn a_panic_of_one_thing_is_that_of_all() {
        let list: Vec<u32> = (0..100).collect();
        let make = |n: &u32, _: &mut Findings| {
            if *n == 3 { resume_unwind(Box::new("the third")) } else { Some(*n) }
        };
        let said = panic_of(|| drop(side_by_side(&list, make, &mut Findings::default())));
        assert_eq!(said, Some("the third"));
    }
}
