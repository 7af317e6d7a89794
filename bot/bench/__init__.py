"""`linli bench`: the pipeline beside its floor and its peers, as ratios within one run."""
