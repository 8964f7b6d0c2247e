"""Money: amounts, currencies and the rates between them."""
