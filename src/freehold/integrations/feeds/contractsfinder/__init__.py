"""Contracts Finder, the smaller public contracts in England."""
