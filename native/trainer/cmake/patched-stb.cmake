# A copy of stb_image.h with the holes closed that versions up to 2.27 have; in later ones these lines are gone or guarded.
# PATCHED_STB_DIR is the folder of the copy.
set(PATCHED_STB_DIR ${CMAKE_CURRENT_BINARY_DIR}/stb)
file(READ ${STB_INCLUDE_DIR}/stb_image.h STB_TEXT)

# A JPEG's table of more than 256 codes was written past the end of its array.
set(STB_SIZE_LIST "h->size[k++] = (stbi_uc) (i+1);")
string(REPLACE "${STB_SIZE_LIST}" "{ ${STB_SIZE_LIST} if (k > 256) return stbi__err(\"bad size list\", \"Corrupt JPEG\"); }"
  STB_TEXT "${STB_TEXT}")

file(WRITE ${PATCHED_STB_DIR}/stb_image.h.new "${STB_TEXT}")
configure_file(${PATCHED_STB_DIR}/stb_image.h.new ${PATCHED_STB_DIR}/stb_image.h COPYONLY) # keeps the date of an equal file
