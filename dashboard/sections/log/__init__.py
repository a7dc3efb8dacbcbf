"""The access log as it is told: to the one who checks it, and to a patient who asks who has looked."""
