"""The simulated group as a page: a group, a private chat and the ledger, live, on this machine only."""
