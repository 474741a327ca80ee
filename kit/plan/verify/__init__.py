"""Whether items are done: one function per check name of the checklist, for files and for the ledger."""
