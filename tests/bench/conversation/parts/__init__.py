"""What is measured: each module holds conversations of one kind and yields what it found."""
