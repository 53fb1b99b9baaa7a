// The system's zlib, for permessage-deflate (RFC 7692).
#include <zlib.h>
