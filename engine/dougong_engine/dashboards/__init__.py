"""What the board builder proposes: charts for chosen fields, and the cards that a filter reaches."""
