"""The API of money: one router a noun, each a thin skin over the same services that the pages call."""
