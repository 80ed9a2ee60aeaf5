"""How fast, as ratios in one run: these figures say more than seconds on a machine nobody else has."""
