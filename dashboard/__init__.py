"""The edge of Claim Atlas: the web application and the command line."""
