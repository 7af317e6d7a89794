"""What the leader's desk shows: questions over the ledger, within what the visitor may see."""
