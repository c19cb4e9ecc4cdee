"""Agreement of an output with a reference annotation, as the contract's last section defines it."""
