"""Making the model that ships; never imported when claimcheck runs."""
