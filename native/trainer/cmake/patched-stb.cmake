# A copy of stb_image.h with the holes closed that versions up to 2.27 have; later ones guard some of them too.
# PATCHED_STB_DIR is the folder of the copy.
set(PATCHED_STB_DIR ${CMAKE_CURRENT_BINARY_DIR}/stb)
file(READ ${STB_INCLUDE_DIR}/stb_image.h STB_TEXT)

# A JPEG's table of more than 256 codes was written past the end of its array.
set(STB_SIZE_LIST "h->size[k++] = (stbi_uc) (i+1);")
string(REPLACE "${STB_SIZE_LIST}" "{ ${STB_SIZE_LIST} if (k > 256) return stbi__err(\"bad size list\", \"Corrupt JPEG\"); }"
  STB_TEXT "${STB_TEXT}")

# A JPEG without its tables was decoded by what the memory held.
set(STB_SCAN "stbi__jpeg_reset(z);
   if (!z->progressive) {")
string(REPLACE "${STB_SCAN}" "for (int i = 0; i < z->scan_n; ++i) {
      const int n = z->order[i], needs_dc = !z->progressive || (z->spec_start == 0 && z->succ_high == 0);
      const int needs_ac = !z->progressive || z->spec_start > 0;
      if (!z->dequant[z->img_comp[n].tq][0]) return stbi__err(\"no quantisation table\", \"Corrupt JPEG\");
      if ((needs_dc && !z->huff_dc[z->img_comp[n].hd].maxcode[17]) || (needs_ac && !z->huff_ac[z->img_comp[n].ha].maxcode[17]))
         return stbi__err(\"no Huffman table\", \"Corrupt JPEG\");
   }
   ${STB_SCAN}" STB_TEXT "${STB_TEXT}")

file(WRITE ${PATCHED_STB_DIR}/stb_image.h.new "${STB_TEXT}")
configure_file(${PATCHED_STB_DIR}/stb_image.h.new ${PATCHED_STB_DIR}/stb_image.h COPYONLY) # keeps the date of an equal file
